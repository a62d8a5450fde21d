import type { Misbehaviour, Troubles } from './troubles';
import type { VirtualClock } from './virtual-clock';
import type { EventTroubles, WebhookCaller } from './webhook-caller';

/** What can be made to go wrong on any platform, and its clock. */
export abstract class SimulatedPlatform {
  abstract readonly platform: { readonly clock: VirtualClock; readonly troubles: Troubles };
  abstract readonly caller: WebhookCaller;
  #downUntil = 0;

  get clock(): VirtualClock {
    return this.platform.clock;
  }

  misbehave(...misbehaviours: readonly Misbehaviour[]): void {
    for (const one of misbehaviours) this.platform.troubles.add(one);
  }

  behave(): void {
    this.platform.troubles.clear();
    this.caller.troubles = {};
    this.#downUntil = 0;
  }

  troubleEvents(troubles: EventTroubles): void {
    this.caller.troubles = troubles;
  }

  /** Nobody answers and nothing is told until then. */
  goDown(forMs: number): void {
    this.#downUntil = this.clock.now() + forMs;
    this.caller.holdUntil(this.#downUntil);
  }

  protected get isDown(): boolean {
    return this.clock.now() < this.#downUntil;
  }
}
