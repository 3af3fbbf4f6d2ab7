/** @throws Error when the function was deployed without it */
export function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`the function's environment has no ${name}; deploy the event hub again`);
  return value;
}
