/** The two settings of an account and region, and how they are spelt where nothing may be shared. */
export const blocks = {
  snapshots: { blocked: ['block-all-sharing', 'block-new-sharing'] },
  images: { blocked: ['block-new-sharing'] },
} as const;
export type Block = keyof typeof blocks;

/** Whether nothing new can be shared with everybody. What is public already is another guardrail's business. */
export function isBlocked(block: Block, state: string): boolean {
  return (blocks[block].blocked as readonly string[]).includes(state);
}
