import type { Connection } from 'mongoose';
import type { InboundEvent } from '../../bot/channels/channel';
import type { Language } from '../../courses/model';
import type { CandidateDeps } from '../campaigns/candidates';
import type { Texts } from '../i18n';
import type { Keys } from '../keys';
import type { Holidays } from '../people/request-deadlines';
import type { Masthead } from '../printing/model';
import type { PushSettings } from '../pushes/push-settings';
import type { Ledger } from '../reach/ledger';
import type { FigureSource } from './figure-source';
import type { Growing } from './view';

export type ConsoleDeps = {
  readonly db: Connection;
  readonly figures: FigureSource;
  readonly keys: Keys;
  readonly ledger: Ledger;
  readonly masthead: (language: Language) => Omit<Masthead, 'printedAt'>; // what printed pages say of whose they are
  /** Stores an event that comes from staff, as a channel would. */
  readonly accept: (events: readonly InboundEvent[]) => Promise<void>;
  readonly isHoliday: Holidays;
  readonly pushSettings?: Pick<PushSettings, 'calendar' | 'shiftOf'>; // when people may be written to
  readonly planning: () => Promise<CandidateDeps>; // what a campaign's plan asks of the channels as they are now
  readonly texts: Texts;
  readonly demo: boolean;
  readonly growing?: () => Growing | undefined; // a demonstration that still gains people
  readonly secureCookies: boolean; // false only where the console is served without TLS: a trial on one machine
  readonly now: () => Date;
  readonly assetsFolder?: string; // where `console.css` and `live.js` were built to
  readonly onError?: (error: unknown) => void; // told of what a reader is not told
};
