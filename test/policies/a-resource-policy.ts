import type { JsonObject } from '../../lib/model/json';
import { facts } from '../remediation/a-loop';

/** The account that holds the policy, one of its organization, and one of nobody's. */
export const [own, sister, stranger] = ['111122223333', '222222222222', '999900001111'];

export const allow = (Principal: unknown, more: object = {}) =>
  ({ Sid: 'A', Effect: 'Allow', Action: 'x:Y', Resource: '*', Principal, ...more }) as unknown as JsonObject;

export const document = (...Statement: readonly JsonObject[]) => ({ Version: '2012-10-17', Statement });

export const text = (...statements: readonly JsonObject[]) => JSON.stringify(document(...statements));

/** What a statement says that lets in one organization alone. */
export const inOrganization = (id: string = facts.organization) => ({
  Condition: { StringEquals: { 'aws:PrincipalOrgID': id } },
});
