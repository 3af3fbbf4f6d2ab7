import { wildcardMatches } from '../../lib/model/wildcard';

/** Families for training, mining and rendering, for whole clusters and whole machines: how their names begin. */
export const unusualFamilies = ['p', 'g', 'inf', 'trn', 'dl', 'f', 'vt', 'mac', 'hpc', 'u', 'x'] as const;
/** From here on, one machine costs as much as a team's whole sandbox. */
const unusualSizes = ['8', '9', '10', '12', '16', '18', '24', '32', '48', '56', '96', '112'] as const;

export const unusualSuffixes = unusualSizes.map((size) => `.${size}xlarge`);
export const bareMetal = '*.metal*';

/** The same, as IAM's wildcards. */
export const unusualTypes: readonly string[] = [
  ...unusualFamilies.map((family) => `${family}*`),
  ...unusualSuffixes.map((suffix) => `*${suffix}`),
  bareMetal,
];

export function isUnusual(instanceType: string): boolean {
  return unusualTypes.some((pattern) => wildcardMatches(pattern, instanceType));
}
