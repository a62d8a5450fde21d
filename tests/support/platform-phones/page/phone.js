const byId = (id) => document.getElementById(id);
const time = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
  day: '2-digit',
  month: '2-digit',
});
const states = {
  following: 'đang quan tâm',
  started: 'đang trò chuyện',
  left: 'đã bỏ quan tâm',
  blocked: 'đã chặn',
  'with a person': 'cán bộ đang trả lời',
};
const labels = {
  zalo: { follow: 'Quan tâm', leave: 'Bỏ quan tâm' },
  messenger: { follow: 'Bắt đầu', leave: 'Tắt tin nhắn' },
};
let platform = new URLSearchParams(location.search).get('platform') ?? 'zalo';
let learner;
let source;

async function ask(path, body) {
  const answer = await fetch(`/api/${path}`, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) });
  const told = await answer.json();
  byId('error').textContent = answer.ok ? '' : told.error;
  return told;
}

const act = (name, fields = {}) => ask(`${platform}/learners/${learner}/${name}`, fields);

function made(tag, className, text = '') {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

function choiceElement({ label, sort, url }) {
  if (sort !== 'link') {
    const button = made('button', '', label);
    button.type = 'button';
    button.addEventListener('click', () => act('tap', { label }));
    return button;
  }
  const link = made('a', '', label);
  link.href = /^(https?|tel):/.test(url) ? url : '#';
  link.target = '_blank';
  link.rel = 'noreferrer';
  return link;
}

function choicesElement(choices) {
  const box = made('div', 'choices');
  box.append(...choices.filter(({ sort }) => sort !== 'quick').map(choiceElement));
  return box;
}

function cardElement({ title, subtitle, choices }) {
  const card = made('div', 'card');
  card.append(made('strong', '', title));
  if (subtitle !== undefined) card.append(made('p', '', subtitle));
  card.append(choicesElement(choices));
  return card;
}

/** No picture is fetched: what a person sends here need not exist. */
function pictureElement(kind) {
  const bubble = made('div', 'bubble picture');
  bubble.innerHTML =
    '<svg viewBox="0 0 160 110" width="160" height="110"><rect width="160" height="110" fill="#9db8d6"/><circle cx="118" cy="30" r="13" fill="#ffe08a"/><path d="M0 96 48 46l34 34 20-18 58 48H0z" fill="#4d7a5a"/></svg>';
  bubble.setAttribute('role', 'img');
  bubble.setAttribute('aria-label', kind === 'sticker' ? 'Nhãn dán' : 'Ảnh');
  return bubble;
}

function messageElement({ from, kind, text, at, picture, choices, cards, price }) {
  const item = made('li', `${from} ${kind}`);
  if (picture !== undefined) item.append(pictureElement(kind));
  if (text !== '' && cards.length === 0) item.append(made('div', 'bubble', text));
  if (cards.length > 0) {
    const row = made('div', 'cards');
    row.append(...cards.map(cardElement));
    item.append(row);
  }
  item.append(choicesElement(choices), made('time', '', time.format(at) + (price === undefined ? '' : ` · ${price} đồng`)));
  return item;
}

function show({ account, name, state, messages }) {
  byId('account').textContent = account;
  byId('state').textContent = [name, ...state.map((one) => states[one] ?? one)].join(' · ');
  byId('messages').replaceChildren(...messages.map(messageElement));
  byId('quick').replaceChildren(...(messages.at(-1)?.choices ?? []).filter(({ sort }) => sort === 'quick').map(choiceElement));
  toLatest();
}

function toLatest() {
  byId('messages').scrollTop = byId('messages').scrollHeight;
}

function pick(id) {
  learner = id;
  byId('who').value = id;
  source?.close();
  source = new EventSource(`/api/${platform}/learners/${id}/stream`);
  source.onmessage = ({ data }) => show(JSON.parse(data));
}

async function open(name) {
  platform = name;
  document.body.dataset.side = name;
  for (const button of document.querySelectorAll('[data-platform]'))
    button.setAttribute('aria-pressed', String(button.dataset.platform === name));
  for (const [deed, label] of Object.entries(labels[name])) document.querySelector(`[data-act=${deed}]`).textContent = label;
  let { learners } = await ask(`${name}/learners`);
  if (learners.length === 0) learners = [await ask(`${name}/learners`, { name: 'Lan' })];
  byId('who').replaceChildren(...learners.map(({ id, name: label }) => new Option(label, id)));
  pick(learners[0].id);
  await figures();
}

async function figures() {
  const { now, webhook, accepted, peakPerSecond, violations } = await ask(`${platform}/state`);
  byId('clock').textContent = time.format(now);
  const broken = Object.entries(violations).map(([rule, count]) => `${rule} × ${count}`);
  const rows = {
    Webhook: webhook.url === undefined ? 'chưa nối' : webhook.subscribed ? webhook.url : 'đã bị ngắt',
    'Tin đã nhận gửi': accepted,
    'Nhiều nhất một giây': peakPerSecond,
    'Vi phạm quy tắc': broken.join(', ') || 'không',
  };
  byId('figures').replaceChildren(...Object.entries(rows).flatMap(([name, value]) => [made('dt', '', name), made('dd', '', value)]));
}

const clicks = {
  platform: (name) => open(name),
  act: (name) => act(name).then((phone) => phone.messages && show(phone)),
  advance: (ms) => ask('clock', { advanceMs: Number(ms) }),
  trouble: (json) => ask(`${platform}/misbehave`, JSON.parse(json)),
  down: (ms) => ask(`${platform}/down`, { ms: Number(ms) }),
};
for (const [kind, does] of Object.entries(clicks)) {
  for (const button of document.querySelectorAll(`button[data-${kind}]`)) {
    button.addEventListener('click', () => does(button.dataset[kind]).then(figures));
  }
}
byId('behave').addEventListener('click', () => ask(`${platform}/behave`, {}).then(figures));
byId('who').addEventListener('change', () => pick(byId('who').value));
byId('add').addEventListener('click', async () => {
  const { id, name } = await ask(`${platform}/learners`, {});
  byId('who').append(new Option(name, id));
  pick(id);
});
byId('picture').addEventListener('click', () => act('picture'));
byId('composer').addEventListener('submit', (event) => {
  event.preventDefault();
  const { value } = byId('text');
  byId('text').value = '';
  if (value.trim() !== '') void act('say', { text: value });
});
byId('link').addEventListener('submit', (event) => {
  event.preventDefault();
  void act('open', { link: new FormData(byId('link')).get('link') });
});
addEventListener('resize', toLatest);
void open(platform);
setInterval(figures, 3000);
