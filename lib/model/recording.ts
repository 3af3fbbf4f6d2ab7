import type { RecordedTypes } from './services';

/** The same in every region; AWS Config is to record them in one. */
export const globalTypes = ['AWS::IAM::Group', 'AWS::IAM::Policy', 'AWS::IAM::Role', 'AWS::IAM::User'] as const;

/** What a recorder is told to record, as the API spells it. Of the three ways only the last has to be named. */
export type RecordingGroup =
  | { readonly allSupported: true; readonly includeGlobalResourceTypes: boolean }
  | { readonly allSupported: false; readonly resourceTypes: readonly string[] }
  | {
      readonly allSupported: false;
      readonly exclusionByResourceTypes: { readonly resourceTypes: readonly string[] };
      readonly recordingStrategy: { readonly useOnly: 'EXCLUSION_BY_RESOURCE_TYPES' };
    };

/** Global resources are recorded at home only: elsewhere they would be paid for once more. */
export function recordingGroup(types: RecordedTypes, isHome: boolean): RecordingGroup {
  switch (types.kind) {
    case 'all':
      return { allSupported: true, includeGlobalResourceTypes: isHome };
    case 'only':
      return {
        allSupported: false,
        resourceTypes: isHome ? types.types : types.types.filter((type) => !isGlobal(type)),
      };
    case 'except':
      return {
        allSupported: false,
        exclusionByResourceTypes: {
          resourceTypes: isHome ? types.types : [...new Set([...types.types, ...globalTypes])],
        },
        recordingStrategy: { useOnly: 'EXCLUSION_BY_RESOURCE_TYPES' },
      };
  }
}

export function isGlobal(type: string): boolean {
  return (globalTypes as readonly string[]).includes(type);
}
