import { Component, createRef } from 'preact';
import type { Text } from '../../shared/text.ts';
import { Icon } from '../Icon.tsx';
import type { IconName } from '../icons.ts';
import { layout, rootFontPx } from '../layout.ts';
import { say } from '../words/words.ts';
import styles from './Artwork.module.css';
import { createPictureLine, type PictureLine } from './pictureLine.ts';
import { fileFor, readImage } from './serviceImage.ts';

/** The width in rem that a whole picture has in each place; a tile shows the middle of it. Artwork.module.css has the boxes. */
const WIDTHS = { tile: 4.3, card: 13.6, big: 28.4, panel: 7.2, backdrop: 40 } as const;

export interface ArtworkProps {
  /** Its size and how it looks; a class may give another size. */
  readonly shape: keyof typeof WIDTHS;
  /** As the platform tells it; whatever it is, the box has its size, its colour and the icon. */
  readonly image?: unknown;
  readonly icon: IconName;
  /** Of `config.json`; without it no picture is asked for. */
  readonly artworkUrl: string | undefined;
  /** What stands beside it: a picture that says the same is silent. */
  readonly title?: Text | undefined;
  readonly class?: string | undefined;
}

let line: PictureLine | undefined;
const pageLine = (): PictureLine => {
  line = line || createPictureLine({ after: afterInPage });
  return line;
};

function afterInPage(delayMs: number, callback: () => void) {
  const id = setTimeout(callback, delayMs);
  return () => clearTimeout(id);
}

/** A larger picture takes longer to decode than this box has, and its memory: 1280 x 720 are 3.7 MB. */
const MOST_PIXELS = 921_600;

const pixelsOf = ({ shape }: ArtworkProps): number =>
  WIDTHS[shape] * rootFontPx(innerWidth, innerHeight, layout.peek()) * (devicePixelRatio || 1);

function addressOf(props: ArtworkProps): string | null {
  const { image, artworkUrl } = props;
  const name = artworkUrl === undefined ? null : fileFor(readImage(image), pixelsOf(props));
  return name === null ? null : `${artworkUrl}/${name}`;
}

/**
 * The picture of a service in a box of fixed size: its colour with two rings and its icon, over which the picture fades in once it is here.
 * It is asked for when nothing is pressed, and taken off with the box; one that does not come, is too slow or too large leaves the icon.
 */
export class Artwork extends Component<ArtworkProps> {
  private readonly picture = createRef<HTMLImageElement>();
  private address: string | null = null;
  private forget = () => {};

  override componentDidMount(): void {
    this.wish();
  }

  override componentDidUpdate(): void {
    if (addressOf(this.props) !== this.address) this.wish();
  }

  override componentWillUnmount(): void {
    this.forget();
  }

  private wish(): void {
    const picture = this.picture.current!;
    const url = addressOf(this.props);
    const leave = () => {
      picture.removeAttribute('data-come');
      picture.onload = picture.onerror = null;
      picture.removeAttribute('src');
    };
    this.forget();
    if (this.address) leave();
    this.address = url;
    this.forget = () => {};
    if (url) this.forget = pageLine().want({ url, leave, come: () => come(picture, url, leave) });
  }

  override render({ shape, image, icon, title, class: className = '' }: ArtworkProps) {
    const read = readImage(image);
    const alt = read.alt ? say(read.alt) : '';
    return (
      <div
        class={`${styles.art} ${className}`}
        data-shape={shape}
        data-icon={icon}
        style={read.hue === undefined ? undefined : { '--hue': read.hue }}
      >
        <Icon name={icon} class={styles.icon} />
        <img
          ref={this.picture}
          class={styles.picture}
          alt={title && alt === say(title) ? '' : alt}
        />
      </div>
    );
  }
}

/** Shows it once it is decoded; engines without `decode` do that when they draw it. What the layout hides is not asked for. */
function come(picture: HTMLImageElement, url: string, leave: () => void): Promise<boolean> {
  if (!picture.offsetWidth) return Promise.resolve(false);
  return new Promise<boolean>((resolve) => {
    picture.onerror = () => resolve(false);
    picture.onload = () => {
      const { naturalWidth, naturalHeight } = picture;
      resolve(naturalWidth * naturalHeight <= MOST_PIXELS);
    };
    picture.src = url;
  })
    .then((isFine) => {
      if (!isFine) throw new Error(url);
      return picture.decode ? picture.decode() : undefined;
    })
    .then(
      () => {
        picture.setAttribute('data-come', '');
        return true;
      },
      () => {
        leave();
        return false;
      },
    );
}
