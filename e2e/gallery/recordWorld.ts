/** Plays all plays and keeps what the gallery shows of them. The same world gives the same recording. */

import { initialsOf } from '../../mocks/operator/boss/base/initials.ts';
import type { Household, Recording, Scene } from '../../src/app/gallery/recording.ts';
import { virtualBox } from '../virtual/virtualPortal.ts';
import { askAll } from './askAll.ts';
import type { Play } from './playing.ts';
import { plays } from './plays.ts';

/** @throws Error where a scene does not come. */
async function played(play: Play, recording: Recording): Promise<void> {
  const box = await virtualBox(play.scenario, play.parts);
  const came: Scene[] = [];
  const { time } = box.simulation;
  const watch = (watched: typeof box) =>
    watched.payment.step.subscribe((step) => {
      came.push({ at: time.now(), step });
    });
  watch(box);
  await play.act(box);
  const last = play.again ? await box.reload(play.loses) : box;
  if (last !== box) watch(last);
  await play.again?.(last);
  await time.runUntil(() => false, 1_000);
  for (const [name, fits] of Object.entries(play.scenes ?? {})) {
    const scene = came.find(({ step }) => fits(step));
    if (!scene) throw new Error(`no "${name}": ${came.map(({ step }) => step.kind).join(' > ')}`);
    (recording.scenes as Record<string, Scene>)[name] = scene;
  }
  if (play.household) {
    const households = recording.households as Record<string, Household>;
    households[play.household] = await askAll(last, play);
  }
}

export async function recordWorld(): Promise<Recording> {
  // What is loaded late takes real time, for which virtual time would not wait.
  await Promise.all([initialsOf([]), import('../../src/purse/allReaders.ts')]);
  const recording: Recording = { households: {}, scenes: {} };
  for (const play of plays) await played(play, recording);
  return recording;
}

/** As a module, each scene and each service on a line of its own. */
export function recordingText({ households, scenes }: Recording): string {
  const lines = (all: readonly (readonly [string, unknown])[]) =>
    all.map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)},\n`).join('');
  const householdsText = Object.entries(households)
    .map(([name, household]) => `  ${name}: {\n${lines(Object.entries(household))}  },\n`)
    .join('');
  return [
    '// Recorded from the simulated world by `npm run generate`. Do not edit.\n',
    `import type { Household, Scene } from './recording.ts';\n\n`,
    `export const households = {\n${householdsText}} satisfies Record<string, Household>;\n\n`,
    `export const scenes = {\n${lines(Object.entries(scenes))}} satisfies Record<string, Scene>;\n`,
  ].join('');
}
