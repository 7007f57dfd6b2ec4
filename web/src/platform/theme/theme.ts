import {
  createTheme,
  type AnchorProps,
  type BadgeProps,
  type ButtonProps,
  type CardProps,
  type CSSVariablesResolver,
  type ModalProps,
  type SelectProps,
  type TextInputProps,
} from '@mantine/core';
import { apricot, darkTokens, lightTokens, pine, slate, stone } from './tokens';

const FONT = "'Figtree Variable', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";

function byDefault<Props>(defaultProps: Partial<Props>) {
  return { defaultProps };
}

export const theme = createTheme({
  colors: { pine, apricot, gray: stone, dark: slate },
  primaryColor: 'pine',
  // White on either shade has a contrast of at least 5 : 1.
  primaryShade: { light: 7, dark: 6 },
  fontFamily: FONT,
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, monospace",
  headings: {
    fontFamily: FONT,
    fontWeight: '650',
    sizes: {
      h1: { fontSize: 'clamp(1.65rem, 1.35rem + 1.2vw, 2.15rem)', lineHeight: '1.2' },
      h2: { fontSize: '1.35rem', lineHeight: '1.3' },
      h3: { fontSize: '1.1rem', lineHeight: '1.35' },
    },
  },
  fontSizes: { xs: '0.8125rem', sm: '0.9rem', md: '1rem', lg: '1.125rem', xl: '1.3rem' },
  lineHeights: { md: '1.6' },
  radius: { xs: '4px', sm: '8px', md: '10px', lg: '16px', xl: '24px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  // By name and not by `Component.extend`, which would make every page load what only some of them use.
  components: {
    Anchor: byDefault<AnchorProps>({ underline: 'always' }),
    Badge: byDefault<BadgeProps>({ tt: 'none' }),
    Button: byDefault<ButtonProps>({ size: 'md' }),
    Card: byDefault<CardProps>({ padding: 'lg', radius: 'lg', withBorder: true }),
    Modal: {
      ...byDefault<ModalProps>({ radius: 'lg', centered: true }),
      styles: { title: { fontWeight: 650, fontSize: '1.1rem' } },
    },
    Select: byDefault<SelectProps>({ size: 'md' }),
    TextInput: byDefault<TextInputProps>({ size: 'md' }),
  },
});

/** Mantine's own variables follow the tokens, so that a token is changed in one place. */
const followTokens = {
  '--mantine-color-body': 'var(--surface-page)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-muted)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-anchor': 'var(--action-ink)',
  '--mantine-color-error': 'var(--danger-ink)',
  // Still to be read: what cannot be pressed now says what could be.
  '--mantine-color-disabled': 'var(--surface-sunken)',
  '--mantine-color-disabled-color': 'var(--ink-muted)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-color-placeholder': 'var(--ink-muted)',
  '--mantine-color-pine-light': 'var(--surface-tinted)',
  '--mantine-color-pine-light-hover': 'var(--surface-tinted)',
  '--mantine-color-pine-light-color': 'var(--action-ink)',
  '--mantine-color-apricot-light': 'var(--surface-warm)',
  '--mantine-color-apricot-light-hover': 'var(--surface-warm)',
  '--mantine-color-apricot-light-color': 'var(--warm-ink)',
  '--mantine-color-red-light': 'var(--danger-surface)',
  '--mantine-color-red-light-hover': 'var(--danger-surface)',
  '--mantine-color-red-light-color': 'var(--danger-ink)',
};

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...lightTokens, ...followTokens },
  dark: { ...darkTokens, ...followTokens },
});
