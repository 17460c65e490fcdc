/** A number of connections that several pools share: who finds none left waits until one is given back, first come, first served. */
export class Budget {
  private readonly waiting: (() => void)[] = [];

  /** `makeRoom` is asked to give back what is idle when none is left. */
  constructor(
    private left: number,
    private readonly makeRoom: () => void,
  ) {}

  get isShort(): boolean {
    return this.waiting.length > 0;
  }

  async take(): Promise<void> {
    if (this.left > 0) {
      this.left -= 1;
      return;
    }
    await new Promise<void>((resolve) => {
      this.waiting.push(resolve);
      this.makeRoom();
    });
  }

  give(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.left += 1;
  }
}
