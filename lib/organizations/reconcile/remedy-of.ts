import type { CallFailed } from '../calls/call-failed';
import { remedies } from '../calls/remedies';
import type { Kind, Place } from './kind';

/** What to do about a refusal. There is always something. */
export function remedyOf({ code, operation }: CallFailed, { account }: Place, kind?: Pick<Kind, 'remedies'>): string {
  const own = kind?.remedies[code] ?? general[code];
  if (own) return own;
  if (/AccessDenied|UnauthorizedOperation|NotAuthorized/.test(code)) {
    return `let whoever runs this call ${operation} in account ${account}: deploy breakwater-reconciler, or use credentials that may`;
  }
  return remedies[code] ?? 'the next run tries again; if it stays, the API reference of this call explains the code';
}

const general: Readonly<Record<string, string | undefined>> = {
  AWSServiceAccessNotEnabledException: 'the service is not trusted yet; the next run goes on',
  ServiceAccessNotEnabledException: 'the service is not trusted yet; the next run goes on',
  AccessDeniedForDependencyException:
    "the caller lacks a permission this call uses in another service's name; deploy breakwater-reconciler",
  InternalServerException: 'AWS failed on its side; the next run tries again',
  InternalServerErrorException: 'AWS failed on its side; the next run tries again',
  ExpiredToken: 'sign in again',
  ExpiredTokenException: 'sign in again',
  CredentialsProviderError: 'sign in to the management account first',
  UnrecognizedClientException: 'enable the region in the account first, or take it out of governedRegions',
};
