/** Lets a number of pieces of work run at once, and of one tenant's so many; the others wait, first come, first served. */
export class Turns {
  private readonly running: string[] = [];
  private readonly waiting: { tenantId: string; start: () => void }[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly ofOne: number,
  ) {}

  async run<T>(tenantId: string, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((start) => {
      this.waiting.push({ tenantId, start });
      this.startNext();
    });
    try {
      return await work();
    } finally {
      this.running.splice(this.running.indexOf(tenantId), 1);
      this.startNext();
    }
  }

  private startNext(): void {
    const mayStart = (tenantId: string) => this.running.filter((one) => one === tenantId).length < this.ofOne;
    while (this.running.length < this.atOnce) {
      const at = this.waiting.findIndex(({ tenantId }) => mayStart(tenantId));
      const [next] = at < 0 ? [] : this.waiting.splice(at, 1);
      if (!next) return;
      this.running.push(next.tenantId);
      next.start();
    }
  }
}
