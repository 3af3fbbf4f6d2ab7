/** The part of a text that is looked at: grows at its end as more arrives, shrinks at its start as it is understood. */
export class TextWindow {
  text = '';
  /** Whether nothing more will arrive. */
  ended = false;
  /** Line of the first character, from 1. */
  line = 1;
  /** Characters that were taken from the start. */
  taken = 0;

  add(text: string): void {
    this.text = this.text === '' ? text : this.text + text;
  }

  take(characters: number): void {
    for (let at = this.text.indexOf('\n'); at >= 0 && at < characters; at = this.text.indexOf('\n', at + 1))
      this.line++;
    this.taken += characters;
    this.text = this.text.slice(characters);
  }

  /** Takes what the pattern finds at the start; the pattern begins with `^`. */
  skip(pattern: RegExp): void {
    const length = pattern.exec(this.text)?.[0].length ?? 0;
    if (length > 0) this.take(length);
  }
}
