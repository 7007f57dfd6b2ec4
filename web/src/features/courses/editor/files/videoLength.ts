/** How long a video is, in seconds; null where this browser cannot read it. */
export function lengthOf(url: string): Promise<number | null> {
  return new Promise((resolve) => {
    const video = document.createElement('video');
    const done = () => {
      const { duration } = video;
      video.removeAttribute('src');
      video.load();
      resolve(Number.isFinite(duration) && duration > 0 ? duration : null);
    };
    video.preload = 'metadata';
    video.addEventListener('loadedmetadata', done, { once: true });
    video.addEventListener('error', () => resolve(null), { once: true });
    video.src = url;
  });
}
