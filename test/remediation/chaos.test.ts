import { newsOf, play, type Story, type Weather } from './chaos/story';

// Thousands of errors that are meant to be: nobody reads their lines, nor where they came from.
process.env.LOG_LEVEL = 'SILENT';
Error.stackTraceLimit = 0;
// A machine that does ten things beside this one is slow, and not wrong.
jest.setTimeout(120_000);

const calm: Weather = { throttle: 0, crash: 0, lostAnswer: 0, duplicate: 0, poison: 0, move: 0 };
const weathers: readonly (Weather & { readonly title: string; readonly seeds: number })[] = [
  { title: 'fair weather, any order', ...calm, seeds: 250 },
  { title: 'duplicates', ...calm, duplicate: 0.8, seeds: 250 },
  { title: 'poison', ...calm, poison: 0.5, seeds: 200 },
  { title: 'throttling', ...calm, throttle: 0.15, seeds: 300 },
  { title: 'answers that are lost', ...calm, lostAnswer: 0.1, seeds: 300 },
  { title: 'an account that is moved about', ...calm, move: 0.7, poison: 0.3, seeds: 300 },
  { title: 'workers stopped between any two steps', ...calm, crash: 0.03, seeds: 400 },
  {
    title: 'all of it at once',
    throttle: 0.08,
    crash: 0.02,
    lostAnswer: 0.05,
    duplicate: 0.5,
    poison: 0.2,
    move: 0.3,
    seeds: 500,
  },
];

test.each(weathers)('$title: nothing is lost, nothing is fixed twice, everything is on record', async (weather) => {
  for (let seed = 1; seed <= weather.seeds; seed += 1) {
    const story = await play(seed, weather);
    expect({ weather: weather.title, seed, wrong: wrongIn(story) }).toEqual({
      weather: weather.title,
      seed,
      wrong: [],
    });
  }
});

test('a story is told the same way twice', async () => {
  const weather = weathers.at(-1) as Weather;
  expect(await play(7, weather)).toEqual(await play(7, weather));
});

test('without trouble every door is closed and no letter is dead', async () => {
  for (let seed = 1; seed <= 50; seed += 1) {
    const { quiet, deadLetters } = await play(seed, calm);
    expect([...quiet.doors.values()].some(({ open }) => open)).toBe(false);
    expect(deadLetters).toEqual([]);
  }
});

function wrongIn(story: Story): readonly string[] {
  const { quiet, records, told, deadLetters, poisoned, wrong, ended } = story;
  const found = [...wrong];
  if (!ended) found.push('it never ended');
  for (const [name, { open, closings, dropped }] of quiet.doors) {
    const own = quiet.records.filter(({ resource }) => resource.id === name);
    const isDead = quiet.deadLetters.some((body) => body.includes(`"${name}"`));
    const isReported = own.some(({ state }) => state === 'reported' || state === 'failed');
    if (open && !isReported && !isDead && !dropped) found.push(`${name} is open and nobody was told`);
    if (closings > 0 && !own.some(({ change }) => change !== undefined)) found.push(`${name} cannot be undone`);
  }
  for (const record of records) {
    const { id, eventId, state, change, unheard } = record;
    // Whom nobody could tell before the message was given up, the dead letter tells.
    const isDeadUnheard = unheard && deadLetters.some((body) => body.includes(`"${eventId}"`));
    if (state === 'applying' && deadLetters.length === 0) found.push(`${id} is still being applied`);
    const isNews = state !== 'left' && state !== 'applying' && !isDeadUnheard;
    if (isNews && !told.has(newsOf(record))) found.push(`${id} is ${state} and nobody was told`);
    if (state === 'left' && change !== undefined) found.push(`${id} was changed and says it was left`);
  }
  if (deadLetters.length < poisoned) found.push('poison was swallowed');
  return found;
}
