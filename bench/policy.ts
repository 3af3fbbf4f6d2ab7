import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateOrganization } from '../lib/config/generate-organization';
import { loadOrganization } from '../lib/config/load-organization';
import { loadPolicyTests } from '../lib/config/load-policy-tests';
import { writeGenerated } from '../lib/config/write-generated';
import { type Account, accountNamed, accountWithRole, type Organization } from '../lib/model/organization';
import { attachedDocuments } from '../lib/policy/attached-documents';
import { runPolicyTests } from '../lib/policy/behaviour/run-policy-tests';
import { composePolicies } from '../lib/policy/compose';
import { compileHierarchy, type Decide } from '../lib/policy/evaluate/compile-hierarchy';
import type { AuthorizationRequest } from '../lib/policy/evaluate/verdict';
import { hierarchyOf } from '../lib/policy/hierarchy-of';
import { completeRequest } from '../lib/policy/simulate/complete-request';
import { loadGuardrails } from '../policies';
import { median, record } from './measure';

// Decisions a second with everything that binds a production account of the example, asked what its policy tests ask; and how
// long all documents of larger organizations take to be composed and packed. One core. About 15 s.
const rounds = 5;
const decisionsARound = 400_000;
const sizes = [10, 100, 1_000, 10_000];

export interface PolicyFigures {
  readonly decisions: {
    readonly perSecond: number;
    readonly requests: number;
    readonly documents: number;
    readonly statements: number;
  };
  readonly packing: readonly { readonly accounts: number; readonly ms: number; readonly documents: number }[];
}

export function measurePolicies(): PolicyFigures {
  const guardrails = loadGuardrails();
  const folder = join(__dirname, '..', 'organizations', 'example');
  const organization = valid(folder);
  const documents = composePolicies(organization, guardrails);
  const account = accountNamed(organization, 'orders-prod') as Account;
  const levels = hierarchyOf(organization, attachedDocuments(organization, documents), account);
  const managementAccount = accountWithRole(organization, 'management').id as string;
  const decide = compileHierarchy(levels, { managementAccount });
  const requests = requestsOf(folder, organization, account);
  const bound = levels.flatMap(({ policies }) => policies);
  return {
    decisions: {
      perSecond: median(Array.from({ length: rounds }, () => decisionsPerSecond(decide, requests))),
      requests: requests.length,
      documents: bound.length,
      statements: bound.reduce((sum, { content }) => sum + [content.Statement].flat().length, 0),
    },
    packing: sizes.map((accounts) => packing(accounts, guardrails)),
  };
}

/** What the policy tests of the organization would ask in the account, complete as AWS would see it. */
function requestsOf(folder: string, organization: Organization, account: Account): readonly AuthorizationRequest[] {
  const requests: AuthorizationRequest[] = [];
  const { tests } = loadPolicyTests(folder, organization);
  const here = tests.map((test) => ({ ...test, units: [], accounts: [account.name] }));
  runPolicyTests(organization, here, (asked, question) => {
    requests.push(completeRequest(organization, asked, question));
    return { decision: 'allowed', reasons: [] };
  });
  return requests;
}

function decisionsPerSecond(decide: Decide, requests: readonly AuthorizationRequest[]): number {
  const began = performance.now();
  for (let made = 0; made < decisionsARound; ) {
    for (const request of requests) decide(request);
    made += requests.length;
  }
  const seconds = (performance.now() - began) / 1_000;
  return Math.round((Math.ceil(decisionsARound / requests.length) * requests.length) / seconds);
}

function packing(accounts: number, guardrails: ReturnType<typeof loadGuardrails>) {
  const folder = mkdtempSync(join(tmpdir(), 'breakwater-bench-'));
  try {
    writeGenerated(folder, generateOrganization({ accounts }));
    const organization = valid(folder);
    let documents = 0;
    const times = Array.from({ length: rounds }, () => {
      const began = performance.now();
      documents = composePolicies(organization, guardrails).length;
      return performance.now() - began;
    });
    return { accounts, ms: Math.round(median(times) * 10) / 10, documents };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function valid(folder: string): Organization {
  const { organization, problems } = loadOrganization(folder);
  if (!organization) throw new Error(problems.map(({ message }) => message).join('\n'));
  return organization;
}

if (require.main === module) {
  const { decisions, packing: packed } = measurePolicies();
  console.log(`${decisions.perSecond} decisions a second over ${decisions.statements} statements`);
  for (const { accounts, ms, documents } of packed) {
    console.log(`${String(accounts).padStart(6)} accounts: ${documents} documents packed in ${ms} ms`);
  }
  record('policy', { decisions, packing: packed });
}
