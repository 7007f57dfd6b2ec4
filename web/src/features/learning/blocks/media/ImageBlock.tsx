import { RichText } from '../RichText';
import type { ShownImage } from './shown';
import classes from './Media.module.css';

/** An image with its caption; its size is known beforehand, so that nothing jumps when it arrives. */
export function ImageBlock({ image }: { image: ShownImage }) {
  return (
    <figure className={classes.figure}>
      <img
        src={image.url}
        alt={image.alt}
        width={image.width ?? undefined}
        height={image.height ?? undefined}
        loading="lazy"
        decoding="async"
        className={classes.image}
      />
      {image.caption_html ? (
        <figcaption className={classes.caption}>
          <RichText html={image.caption_html} />
        </figcaption>
      ) : null}
    </figure>
  );
}
