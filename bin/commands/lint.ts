import { escapeControl } from '../../lib/model/escape';
import { jsonLine } from '../../lib/model/json-line';
import { formatLintFinding } from '../../lib/policy/lint/lint-finding';
import { lintPolicies } from '../../lib/policy/lint/lint-policies';
import { typeOfPolicy } from '../../lib/policy/lint/type-of-policy';
import { readPolicy } from './foreign-policies';

/** What is wrong with policies from files, whoever wrote them. Exits with 1 when there is anything. */
export async function lint(files: readonly string[], json: boolean | undefined): Promise<void> {
  const policies = files.map((file) => {
    const { content } = readPolicy(file);
    return { type: typeOfPolicy(content), name: file, content };
  });
  const findings = await lintPolicies(policies);
  const lines = findings.map((finding) => (json ? jsonLine(finding) : escapeControl(formatLintFinding(finding))));
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  if (findings.length > 0) process.exitCode = 1;
  else if (!json) process.stdout.write(`nothing is wrong with ${files.length === 1 ? 'the policy' : 'the policies'}\n`);
}
