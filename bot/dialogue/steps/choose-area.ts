import { joinGroup, joinNone } from '../join-group';
import { without } from '../session';
import { type Area, type Context, type Option, type Outcome, option, type Step } from '../step';

const mostShown = 12; // with "not sure" still within what every channel can show

/** From the topmost unit down, by button where there are few, by typed name where there are many. */
export const chooseArea: Step = {
  ask: (context) => {
    const within = chosen(context);
    if (context.session.areasFound !== undefined) return context.say('area.several');
    if (units(context).length > mostShown) return context.say(within ? 'area.typeWithin' : 'area.type', { area: within?.name ?? '' });
    return context.say(within ? 'area.askWithin' : 'area.ask', { area: within?.name ?? '' });
  },
  options: (context) => {
    const shown = units(context);
    const unsure = context.session.area === undefined ? 'skip' : 'here';
    const last = option('choose-area', unsure, context.say(`area.${unsure}`), ['bỏ qua', 'không rõ', 'skip', 'not sure']);
    return [...(shown.length > mostShown ? [] : shown.map((area) => toOption(area, context.session.areasFound !== undefined))), last];
  },
  choose: (context, choice) => {
    if (choice === 'skip') return joinNone(context);
    if (choice === 'here') return settle(context);
    return context.areas.named(choice) && take(context, choice);
  },
  read: (context, text) => {
    const found = context.areas.find(text).slice(0, mostShown);
    const [first] = found;
    if (first === undefined) return context.enter('choose-area', { lead: context.say('area.unknown') });
    if (found.length === 1) return take(context, first.code);
    return context.enter('choose-area', { session: { ...context.session, areasFound: found.map(({ code }) => code) } });
  },
  back: (session) => (session.area === undefined ? 'choose-population' : 'choose-area'),
  leadsTo: ['choose-area', 'choose-population', 'consent', 'menu'],
};

function units({ areas, session }: Context): readonly Area[] {
  if (session.areasFound === undefined) return areas.children(session.area);
  return session.areasFound.flatMap((code) => areas.named(code) ?? []);
}

function chosen({ areas, session }: Context): Area | undefined {
  return session.area === undefined ? undefined : areas.named(session.area);
}

function take(context: Context, code: string): Outcome {
  const session = { ...without(context.session, 'areasFound'), area: code };
  if (context.areas.children(code).length > 0) return context.enter('choose-area', { session });
  return settle({ ...context, session });
}

function settle(context: Context): Outcome {
  const { area, population } = context.session;
  if (area === undefined || population === undefined) return context.enter('choose-population');
  const membership = { population, area, identifiedBy: context.event.identifiedBy ?? 'none' } as const;
  const chosen = { ...context, session: without(context.session, 'area', 'areasFound') };
  return joinGroup(chosen, { membership, groupName: '', organisationName: '' });
}

function toOption({ code, name, parentName }: Area, found: boolean): Option {
  return option('choose-area', code, found && parentName !== undefined ? `${name}, ${parentName}` : name);
}
