import { type Administration, rootPowers } from '../model/administration';
import { holdsOn } from '../model/exemption';
import type { AdministrationFile } from './schema/administration';

/** What a file asks of the reconciler. A closing that has run out is left out: what nobody sees, nobody closes by mistake. */
export function administrationOf(file: AdministrationFile, today: Date): Administration {
  return {
    contacts: file.contacts ?? {},
    rootPowers: file.centralRoot ?? rootPowers,
    trustedServices: (file.trustedServices ?? []).map((one) => (typeof one === 'string' ? { service: one } : one)),
    serviceQuotas: (file.serviceQuotas ?? []).map((quota) => ({ ...quota, regions: quota.regions ?? [] })),
    closing: (file.closing ?? []).filter((one) => holdsOn(one, today)),
  };
}
