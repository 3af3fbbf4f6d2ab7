/**
 * What AWS Organizations takes at most, after every increase it grants.
 * Source: AWS Organizations User Guide, "Quotas and service limits", and the API reference's shapes; read 2026-11-21.
 */
export const quotas = {
  accounts: 50_000,
  units: 2_000,
  unitLevels: 5,
  accountNameCharacters: 50,
  unitNameCharacters: 128,
  emailCharacters: 64,
  tags: 50,
  tagKeyCharacters: 128,
  tagValueCharacters: 256,
} as const;
