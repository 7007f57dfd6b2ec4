import { useEffect, useRef } from 'react';
import type { Phase } from './patterns';

const TONE_S = 0.35;
const PITCH: Record<Phase, readonly [number, number]> = {
  // in hertz, from and to: it rises as the breath does
  in: [330, 440],
  hold: [440, 440],
  out: [440, 330],
  rest: [330, 330],
};
const BUZZ_MS: Record<Phase, number[]> = { in: [120], hold: [40], out: [60, 60, 60], rest: [40] };

/** Whether this device can vibrate. */
export function canVibrate(): boolean {
  return typeof navigator.vibrate === 'function';
}

/** A soft tone or a short buzz at the beginning of every phase, each only if it is switched on. */
export function useBreathSignals(phase: Phase, { sound, vibration }: { sound: boolean; vibration: boolean }): void {
  const audio = useRef<AudioContext | null>(null);
  useEffect(() => {
    if (!sound) return;
    audio.current ??= new AudioContext();
    play(audio.current, PITCH[phase]);
  }, [phase, sound]);
  useEffect(() => {
    if (vibration && canVibrate()) navigator.vibrate(BUZZ_MS[phase]);
  }, [phase, vibration]);
  useEffect(() => () => void audio.current?.close(), []);
}

function play(audio: AudioContext, [from, to]: readonly [number, number]): void {
  const [tone, volume, now] = [audio.createOscillator(), audio.createGain(), audio.currentTime];
  tone.frequency.setValueAtTime(from, now);
  tone.frequency.linearRampToValueAtTime(to, now + TONE_S);
  volume.gain.setValueAtTime(0.08, now);
  volume.gain.linearRampToValueAtTime(0, now + TONE_S);
  tone.connect(volume).connect(audio.destination);
  tone.start(now);
  tone.stop(now + TONE_S);
}
