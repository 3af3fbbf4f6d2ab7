import type { AccountId, Region } from '../../model/organization';
import { globalRegions } from '../../model/partitions';
import { isOffered } from '../../model/service-regions';
import { isOpen, type LivingAccount } from '../living';
import type { Place, Scene } from './kind';
import type { Lake, Settings } from './settings';

/** The management account, in the home region unless another is named. */
export function management({ settings, living }: Scene, region: Region = settings.homeRegion): Place {
  return { account: living.managementAccount, region };
}

/** Where the partition's global services answer. */
export function globalPlace(scene: Scene): Place {
  return management(scene, globalRegions[scene.settings.partition]);
}

/** The security account, in the governed regions that have the service; none while it is off, or the account has no id. */
export function securityPlaces({ settings }: Scene, service: keyof Settings['services']): readonly Place[] {
  const { securityAccount: account, governedRegions, services } = settings;
  if (!account || !services[service]) return [];
  return governedRegions.filter((region) => isOffered(service, region)).map((region) => ({ account, region }));
}

/** Where Security Lake is administered: any of its regions answers for all of them. */
export function lakePlace({ account, regions: [region] }: Lake): Place {
  return { account, region };
}

/** Open accounts, the management account included. */
export function openAccounts({ living }: Scene): readonly LivingAccount[] {
  return living.accounts.filter(isOpen);
}

/** The Account API takes the id of a member, and of the management account none: it may not name itself. */
export function memberId(account: AccountId, { living }: Scene): { readonly AccountId?: AccountId } {
  return account === living.managementAccount ? {} : { AccountId: account };
}
