import type { Administration } from '../lib/model/administration';

/** An organization that asks nothing of the reconciler by itself. */
export const noAdministration: Administration = {
  contacts: {},
  rootPowers: [],
  trustedServices: [],
  serviceQuotas: [],
  closing: [],
};
