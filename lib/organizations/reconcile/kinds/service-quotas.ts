import {
  GetAWSDefaultServiceQuotaCommand,
  GetServiceQuotaCommand,
  ListRequestedServiceQuotaChangeHistoryByQuotaCommand,
  RequestServiceQuotaIncreaseCommand,
  type RequestStatus,
  ServiceQuotasClient,
} from '@aws-sdk/client-service-quotas';
import type { ServiceQuota } from '../../../model/administration';
import { allPages } from '../../calls/all-pages';
import { isOpen, namesIn } from '../../living';
import { defineKind, type Hands, type Outcome, type Place, request, type Scene } from '../kind';
import { unlessMissing } from '../missing';

interface Wanted {
  readonly quota: ServiceQuota;
  readonly place: Place;
  readonly name: string;
}
interface Living {
  readonly value: number;
  /** Of the latest request for as much. */
  readonly request?: RequestStatus | undefined;
}

const waiting: readonly (RequestStatus | undefined)[] = ['PENDING', 'CASE_OPENED'];

/** Quotas that every account is to have, asked for once. What AWS has refused is for a person to take up. */
export const serviceQuotas = defineKind<Wanted, Living>({
  id: 'service-quotas',
  items: (scene) =>
    accountsWithRole(scene).flatMap(({ id, name }) =>
      scene.settings.serviceQuotas.flatMap((quota) =>
        quota.regions.map((region) => ({ quota, name, place: { account: id, region } })),
      ),
    ),
  place: ({ place }) => place,
  nothing: { value: 0 },
  read: async ({ quota, place }, hands) => {
    const value = await currentValue(quota, place, hands);
    return value >= quota.value ? { value } : { value, request: await lastRequest(quota, place, hands) };
  },
  steps: (wanted, living) => outcome(wanted, living),
  permissions: ({ serviceQuotas: wanted }) => {
    const actions = [
      'servicequotas:GetAWSDefaultServiceQuota',
      'servicequotas:GetServiceQuota',
      'servicequotas:ListRequestedServiceQuotaChangeHistoryByQuota',
      'servicequotas:RequestServiceQuotaIncrease',
    ];
    return wanted.length > 0 ? { management: actions, everywhere: actions } : {};
  },
  remedies: {
    NoSuchResourceException: 'there is no such quota in this region; correct serviceQuotas in organization.yaml',
    QuotaExceededException: 'too many requests wait for AWS; the next run goes on',
    ResourceAlreadyExistsException: 'such a request waits for AWS already',
  },
});

/** Where the baseline has made the role, and the management account itself. */
function accountsWithRole({ living, settings }: Scene) {
  const names = namesIn(living);
  const isQuiet = (parent: string) =>
    settings.quietUnits.some((path) => `${names[parent]}/`.startsWith(`unit ${path}/`));
  return living.accounts.filter((account) => isOpen(account) && !isQuiet(account.parent));
}

function outcome({ quota, place, name }: Wanted, living: Living): readonly Outcome[] {
  const what = `quota ${quota.quota} of ${quota.service} in account ${name}, ${place.region}`;
  if (living.value >= quota.value || living.request === 'APPROVED') return [];
  if (waiting.includes(living.request))
    return [{ note: `AWS is looking at ${what}: ${living.value}, ${quota.value} wanted` }];
  if (living.request) {
    return [
      {
        note: `AWS answered ${living.request} to ${what}: ${living.value}, ${quota.value} wanted; ask AWS Support`,
        wrong: true,
      },
    ];
  }
  return [
    request({
      says: `ask for ${quota.value} of ${what}`,
      place,
      operation: 'RequestServiceQuotaIncrease',
      alreadySo: ['ResourceAlreadyExistsException'],
      send: (session) =>
        session
          .client(ServiceQuotasClient)
          .send(new RequestServiceQuotaIncreaseCommand({ ...codes(quota), DesiredValue: quota.value })),
    }),
  ];
}

/** A quota nobody has raised has no value of its own, only AWS's default. */
async function currentValue(quota: ServiceQuota, place: Place, { call, in: session }: Hands): Promise<number> {
  const client = session(place).client(ServiceQuotasClient);
  const own = await unlessMissing(
    call('GetServiceQuota', () => client.send(new GetServiceQuotaCommand(codes(quota)))),
    'NoSuchResourceException',
  );
  if (own?.Quota?.Value !== undefined) return own.Quota.Value;
  const usual = await call('GetAWSDefaultServiceQuota', () =>
    client.send(new GetAWSDefaultServiceQuotaCommand(codes(quota))),
  );
  return usual.Quota?.Value ?? 0;
}

async function lastRequest(quota: ServiceQuota, place: Place, { call, in: session }: Hands) {
  const client = session(place).client(ServiceQuotasClient);
  const requests = await allPages(
    (NextToken) =>
      call('ListRequestedServiceQuotaChangeHistoryByQuota', () =>
        client.send(new ListRequestedServiceQuotaChangeHistoryByQuotaCommand({ ...codes(quota), NextToken })),
      ),
    (page) => page.RequestedQuotas,
  );
  const asMuch = requests.filter(({ DesiredValue = 0 }) => DesiredValue >= quota.value);
  const time = ({ Created }: (typeof asMuch)[number]) => Created?.getTime() ?? 0;
  return asMuch.toSorted((one, other) => time(other) - time(one))[0]?.Status;
}

function codes({ service, quota }: ServiceQuota) {
  return { ServiceCode: service, QuotaCode: quota };
}
