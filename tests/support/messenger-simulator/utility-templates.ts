import { type Fields, fieldsOf, listOf, textOf } from '../platform-parts/fields';
import { type Answer, json } from '../platform-parts/loopback';
import { bad, type Content, type Refusal } from './checks';
import type { Platform } from './platform';

/** A message approved beforehand, to be sent outside the window. */
export type UtilityTemplate = {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly text: string;
  readonly parameters: readonly string[];
  readonly buttons: readonly { readonly title: string; readonly payload: string }[];
  status: 'APPROVED' | 'PENDING' | 'REJECTED';
};

/** `POST /{PAGE_ID}/message_templates`: approved at once, or refused for its form. */
export function createTemplate(platform: Platform, body: Fields): Answer {
  const [name, language] = [textOf(body.name), textOf(body.language)];
  const components = (listOf(body.components) ?? []).map((one) => fieldsOf(one) ?? {});
  const text = textOf(components.find(({ type }) => type === 'BODY')?.text);
  if (name === undefined || language === undefined || text === undefined || body.category !== 'UTILITY') return platform.refuse(bad('S11'));
  const parameters = [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, parameter]) => parameter ?? '');
  const atTheEdge = /^\s*\{\{|\}\}\s*$/.test(text);
  const wordy = text.split(/\s+/).length < parameters.length * 3;
  const template: UtilityTemplate = {
    id: `1045${platform.utilityTemplates.size + 1}`,
    name,
    language,
    text,
    parameters,
    buttons: buttonsOf(components),
    status: atTheEdge || wordy ? 'REJECTED' : 'APPROVED',
  };
  platform.utilityTemplates.set(`${name}/${language}`, template);
  return json({ id: template.id, status: template.status, category: 'UTILITY' });
}

export function listTemplates(platform: Platform): Answer {
  const data = [...platform.utilityTemplates.values()].map(({ id, name, language, status }) => ({
    id,
    name,
    language,
    status,
    category: 'UTILITY',
  }));
  return json({ data });
}

/** What an approved template says with these parameters, or the rule it breaks. */
export function utilityContentOf(platform: Platform, message: Fields): Content | Refusal {
  const asked = fieldsOf(message.template);
  const language = textOf(fieldsOf(asked?.language)?.code) ?? '';
  const template = platform.utilityTemplates.get(`${textOf(asked?.name) ?? ''}/${language}`);
  if (template?.status !== 'APPROVED') return bad('S11');
  const values = valuesOf(listOf(asked?.components) ?? []);
  const named = template.parameters.some((name) => !/^\d+$/.test(name));
  const given = named ? values : new Map([...values.values()].map((value, index) => [String(index + 1), value] as const));
  if (given.size !== template.parameters.length || !template.parameters.every((name) => given.has(name))) return bad('S11');
  if ([...given.values()].some((value) => /[#$%]/.test(value))) return bad('S11');
  const text = template.text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => given.get(name) ?? whole);
  return { kind: 'utility', text, ...(template.buttons.length === 0 ? {} : { buttons: template.buttons }) };
}

function valuesOf(components: readonly unknown[]): ReadonlyMap<string, string> {
  const body = components.map((one) => fieldsOf(one) ?? {}).find(({ type }) => String(type).toLowerCase() === 'body');
  const parameters = (listOf(body?.parameters) ?? []).map((one) => fieldsOf(one) ?? {});
  return new Map(parameters.map(({ parameter_name: name, text }, index) => [textOf(name) ?? String(index + 1), textOf(text) ?? '']));
}

function buttonsOf(components: readonly Fields[]): UtilityTemplate['buttons'] {
  const given = listOf(components.find(({ type }) => type === 'BUTTONS')?.buttons) ?? [];
  return given.map((one) => {
    const { text, payload } = fieldsOf(one) ?? {};
    return { title: textOf(text) ?? '', payload: textOf(payload) ?? '' };
  });
}
