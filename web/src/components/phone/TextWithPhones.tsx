import { Anchor } from '@mantine/core';
import { splitPhoneNumbers } from './phoneNumbers';

/** A text as it was written, in which a phone number is called by one tap. */
export function TextWithPhones({ text }: { text: string }) {
  let at = 0;
  return splitPhoneNumbers(text).map((part) => {
    const key = at;
    at += part.text.length;
    return part.dial === null ? (
      part.text
    ) : (
      <Anchor key={key} href={part.dial} inherit>
        {part.text}
      </Anchor>
    );
  });
}
