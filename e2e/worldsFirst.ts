/** The order of test files: those that play whole worlds take longest and come first, so that no core waits for one at the end. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const PLAYS_WORLDS = /\/e2e\/(worlds|enumerate|virtual|fullDay)\//;

export class WorldsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const playsWorlds = ({ moduleId }: TestSpecification) => PLAYS_WORLDS.test(moduleId);
    return [...sorted.filter(playsWorlds), ...sorted.filter((file) => !playsWorlds(file))];
  }
}
