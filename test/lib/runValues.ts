import type { OptionName } from '../../src/docker/run/options';
import { networkValues } from './networkValues';
import type { OptionValues } from './optionValues';
import { processValues } from './processValues';
import { storageValues } from './storageValues';

/** Of each option something that is taken and something that is not, where there is such a thing. */
export const runValues: Readonly<Record<OptionName, OptionValues>> = {
  ...networkValues,
  ...storageValues,
  ...processValues,
};
