// The product's own camera, worker and models, with a clock beside them.

import { ExpressionCamera } from '../../../web/src/vision';

const options = new URLSearchParams(location.search);
const output = document.querySelector('output')!;
const measured = { states: [] as string[], latencies: [] as number[], labels: {} as Record<string, number>, windows: [] as unknown[] };
Object.assign(window, { measured });

const camera = new ExpressionCamera({ modelName: options.get('model') ?? '', windowSeconds: 5, analysesPerSecond: 8 });

camera.on('state', (state) => {
  measured.states.push(Object.values(state).join(' '));
  if (state.kind === 'failed') output.textContent = state.failure;
});
camera.on('reading', (reading, shown) => {
  if (reading.face) measured.latencies.push(performance.timeOrigin + performance.now() - reading.t);
  measured.labels[shown.label] = (measured.labels[shown.label] ?? 0) + 1;
  output.textContent = `${shown.label} ${shown.confidence.toFixed(2)} ${shown.reason ?? ''}`;
});
camera.on('window', (summary) => measured.windows.push(summary));
document.querySelector('button')!.addEventListener('click', () => void camera.start(document.querySelector('video')!));
Object.assign(window, { camera });
