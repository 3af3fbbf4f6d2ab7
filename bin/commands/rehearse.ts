import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readAcknowledgements } from '../../lib/assembly/acknowledgements';
import { statisticsOf } from '../../lib/assembly/statistics';
import type { Guardrail } from '../../lib/model/guardrail';
import type { Mode, Organization } from '../../lib/model/organization';
import { enforcedEverywhere } from '../../lib/policy/behaviour/enforced-everywhere';
import { withStandInIds } from '../../lib/policy/stand-in-ids';
import { withLanes } from '../../lib/rehearsal/lanes';
import { rehearseLocally } from '../../lib/rehearsal/rehearse-locally';
import type { Report } from '../../lib/rehearsal/report';
import { checkTemplates, formatTemplateProblem } from '../../lib/review/check-templates';
import { guardrailIds, loadGuardrails } from '../../policies';
import { type Synthesized, synthesize } from '../synthesize';
import { requireGuardrail } from './guardrail-named';
import { inScratchFolder } from './in-scratch-folder';
import { loadValid } from './load';
import { progress } from './progress';
import { brokenPromises, drillTable, guardrailTable } from './report-table';

export interface RehearseOptions {
  readonly org?: string;
  readonly guardrail?: string;
  readonly out: string;
}

/** The main job: synthesize, check, build the organization on a local AWS, play every drill, report. */
export async function rehearse(root: string, options: RehearseOptions): Promise<void> {
  // The validator of templates takes two seconds a process; `npm run check:templates` runs it once.
  process.env.CDK_VALIDATION = 'false';
  // What AWS has not given an id yet gets a stand-in, so that behaviour can be seen before anything is there.
  const configured = withStandInIds(loadValid(root, options.org).organization);
  // Drills ask what the guardrails can do; how far an organization has rolled them out is not theirs to judge.
  const organization = enforcedEverywhere(configured);
  if (guardrailsWait(configured))
    progress.done(`playing as if every guardrail enforced, which ${configured.name} does not ask for yet`);
  // One guardrail is synthesized alone, for a quick answer while it is written; only together are they all held.
  const guardrails = loadGuardrails(
    undefined,
    options.guardrail === undefined ? guardrailIds() : [requireGuardrail(options.guardrail)],
  );
  await inScratchFolder((folder) =>
    withLanes(guardrails, progress.doing, async (servers) => {
      const synthesized = await synthesizeAndCheck(organization, guardrails, join(folder, 'synth'));
      const { reports, built } = await rehearseLocally({
        organization,
        guardrails,
        servers,
        assembly: synthesized.assembly,
        onProgress: progress.doing,
        synthesize: async (relocated) =>
          (await synthesize(relocated, guardrails, { outdir: mkdtempSync(join(folder, 'local-')), nag: false }))
            .assembly,
      });
      progress.done(built);
      const drills = reports.flatMap((guardrail) => guardrail.drills);
      const held = drills.every(({ holds }) => holds);
      progress.done(`played ${drills.length} drills`, held);
      const report: Report = {
        organization: organization.name,
        held,
        synth: {
          ...statisticsOf(synthesized.assembly),
          ms: synthesized.ms,
          acknowledged: readAcknowledgements(synthesized.assembly.directory),
        },
        guardrails: reports.map((each) => ({ ...each, mode: modeOf(configured, each.id) })),
      };
      const file = writeReport(resolve(options.out), report);
      const [only] = options.guardrail === undefined ? [] : report.guardrails;
      print('', only ? drillTable(only) : guardrailTable(report), ...brokenPromises(report));
      print('', `${report.held ? 'Every promise held.' : 'A promise was broken.'} ${file}`);
      if (!report.held) process.exitCode = 1;
    }),
  );
}

function modeOf({ guardrails, defaultMode }: Organization, id: string): Mode {
  return guardrails[id]?.mode ?? defaultMode;
}

function guardrailsWait(organization: Organization): boolean {
  return guardrailIds().some((id) => modeOf(organization, id) !== 'enforce');
}

async function synthesizeAndCheck(
  organization: Organization,
  guardrails: readonly Guardrail[],
  outdir: string,
): Promise<Synthesized> {
  const synthesized = await synthesize(organization, guardrails, { outdir, nag: true });
  const { templates, resources, bytes } = statisticsOf(synthesized.assembly);
  progress.done(
    `synthesized ${organization.name}: ${templates} templates, ${resources} resources, ${Math.round(bytes / 1000)} kB, cdk-nag clean`,
  );
  const all = synthesized.assembly.stacks.flatMap((stack) => [stack, ...stack.stackSets]);
  const problems = checkTemplates(all, guardrails, organization);
  if (problems.length > 0) throw new Error(problems.map(formatTemplateProblem).join('\n'));
  const checks = guardrails.filter(({ check }) => check).length;
  progress.done(`held the templates against ${checks} ${checks === 1 ? 'check' : 'checks'} of our own`);
  return synthesized;
}

const print = (...lines: readonly string[]): void => void process.stdout.write(`${lines.join('\n')}\n`);

function writeReport(folder: string, report: Report): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'report.json');
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  return file;
}
