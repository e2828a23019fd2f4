'use strict';
const DATA = JSON.parse(document.getElementById('data').textContent);
const SUMMARY = DATA.summary, STUDY = SUMMARY.study;
const LANES = DATA.lanes.map(lane => lane.name);
let zh = (navigator.language || 'zh').toLowerCase().startsWith('zh');
if (location.hash === '#en') zh = false;
if (location.hash === '#zh') zh = true;
let shown = STUDY.best && STUDY.best !== STUDY.baseline ? STUDY.best : DATA.deciding.length ? DATA.deciding[0].lane : LANES[LANES.length > 1 ? 1 : 0];

const t = (chinese, english) => zh ? chinese : english;
const SVG = 'http://www.w3.org/2000/svg';

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value);
  }
  for (const child of children.flat(3)) if (child !== null && child !== undefined) node.append(child);
  return node;
}
const el = (name, attributes, ...children) => fill(document.createElement(name), attributes, children);
const svg = (name, attributes, ...children) => fill(document.createElementNS(SVG, name), attributes, children);
const tip = (node, words) => { node.append(svg('title', {}, words)); return node; };

const number = (value, digits = 1) => value === null || value === undefined ? '–' : value.toLocaleString('en-US', { maximumFractionDigits: digits, minimumFractionDigits: value % 1 && digits ? Math.min(1, digits) : 0 });
const percent = value => value === null || value === undefined ? '–' : (value * 100).toFixed(1) + ' %';
const interval = share => share && share.value !== null ? `${(share.low * 100).toFixed(0)}–${(share.high * 100).toFixed(0)} %` : '';
const when = text => text ? text.replace('T', ' ').replace(/\.\d+/, '').replace('Z', ' UTC') : '–';
const instant = millis => when(new Date(millis).toISOString());
const figures = lane => SUMMARY.lanes[lane].swept || SUMMARY.lanes[lane].all;
const meaning = () => STUDY.labels ? STUDY.labels.unlabelled : 'wrong';
const meaningName = word => word === 'wrong' ? t('未标注算误报', 'unlabelled = wrong') : t('未标注不计', 'unlabelled not counted');
const params = lane => Object.entries(SUMMARY.lanes[lane].params || {}).map(([name, value]) => `${name}=${value}`).join('  ');

function headline() {
  const base = figures(STUDY.baseline), own = figures(shown), against = SUMMARY.lanes[shown].against;
  if (shown === STUDY.baseline) return el('p', { class: 'lead' }, t(`只有基准方案“${shown}”:每天 ${number(base.perDay)} 条预警。`, `Only the baseline "${shown}": ${number(base.perDay)} warnings a day.`));
  const lines = [t(`方案“${shown}”(${params(shown) || '规则文件'})与基准“${STUDY.baseline}”相比:每天 ${number(own.perDay)} 条(基准 ${number(base.perDay)}),新增 ${against.new}、减少 ${against.lost}、变动 ${against.moved}。`,
    `Lane "${shown}" (${params(shown) || 'its own file'}) against the baseline "${STUDY.baseline}": ${number(own.perDay)} warnings a day (baseline ${number(base.perDay)}); ${against.new} new, ${against.lost} lost, ${against.moved} moved.`)];
  if (STUDY.labels) lines.push(t(`精确率 ${percent(own[meaning()].precision.value)}(基准 ${percent(base[meaning()].precision.value)}),召回率 ${percent(own.recall.value)}(基准 ${percent(base.recall.value)})。`,
    `Precision ${percent(own[meaning()].precision.value)} (baseline ${percent(base[meaning()].precision.value)}), recall ${percent(own.recall.value)} (baseline ${percent(base.recall.value)}).`));
  return el('p', { class: 'lead' }, lines.join(' '));
}

function run() {
  const rows = [
    [t('命令', 'command'), el('code', {}, DATA.command)],
    [t('数据时间', 'event time'), `${when(SUMMARY.eventTime.first)} … ${when(SUMMARY.eventTime.last)} (${number(STUDY.hours)} h)`],
    [t('读入', 'read'), Object.entries(SUMMARY.events).map(([word, count]) => `${word} ${number(count, 0)}`).join(', ')],
    [t('拒收 / 迟到 / 重复 / 质量剔除', 'rejected / late / duplicate / by quality'), ['rejected', 'late', 'duplicate', 'quality'].map(name => number(SUMMARY[name].total, 0)).join(' / ')],
    [t('方案', 'lanes'), t(`${LANES.length} 个,基准为“${STUDY.baseline}”`, `${LANES.length}, baseline "${STUDY.baseline}"`)],
  ];
  STUDY.axes.forEach(axis => rows.push([t('扫描参数 ', 'swept ') + axis.name, `${axis.values.join(', ')} ${t('(基准 ', '(baseline ')}${axis.baseline})`]));
  rows.push([t('标注', 'labels'), STUDY.labels
    ? `${STUDY.labels.file}: ${t('应报', 'true')} ${STUDY.labels.true}, ${t('不应报', 'false')} ${STUDY.labels.false}; ${meaningName(meaning())}`
      + (STUDY.labels.dispositionsOfOtherWarnings ? t(`;${STUDY.labels.dispositionsOfOtherWarnings} 条处置所指的预警不在基准方案中`, `; ${STUDY.labels.dispositionsOfOtherWarnings} dispositions are of warnings the baseline does not raise`) : '')
    : t('无:精确率和召回率未知', 'none: precision and recall are not known')]);
  return section(t('运行内容', 'What was run'), el('dl', {}, rows.map(([name, value]) => [el('dt', {}, name), el('dd', {}, value)])));
}

function section(title, ...content) { return el('section', {}, el('h2', {}, title), ...content); }

function laneTable() {
  const heads = [['text', t('方案', 'lane')], ['', t('预警', 'warnings')]];
  if (STUDY.labels) heads.push(['', `${t('精确率', 'precision')} (${meaningName('uncounted')})`], ['', `${t('精确率', 'precision')} (${meaningName('wrong')})`], ['', t('召回率', 'recall')], ['', 'F0.5'], ['', t('提前量中位数,分', 'median lead time, min')], ['', t('发现延迟中位数,分', 'median delay, min')]);
  heads.push(['', t('每天', 'per day')], ['', t('每席每小时', 'per desk hour')], ['', t('最忙一小时(每席)', 'busiest hour (a desk)')], ['', t('新增', 'new')], ['', t('减少', 'lost')], ['', t('变动', 'moved')]);
  const rows = LANES.map(lane => {
    const own = figures(lane), against = SUMMARY.lanes[lane].against, marks = [];
    if (lane === STUDY.baseline) marks.push(t('基准', 'baseline'));
    if (lane === STUDY.best) marks.push(t('F0.5 最高', 'highest F0.5'));
    if (STUDY.pareto.includes(lane)) marks.push(t('帕累托前沿', 'Pareto front'));
    const share = value => el('td', {}, percent(value.value), el('small', {}, interval(value)));
    return el('tr', { class: lane === STUDY.baseline ? 'baseline' : lane === STUDY.best ? 'best' : '' },
      el('td', { class: 'text' }, lane, el('small', {}, [params(lane), marks.join(', ')].filter(Boolean).join(' · '))), el('td', {}, number(own.warnings, 0)),
      STUDY.labels ? [share(own.uncounted.precision), share(own.wrong.precision), share(own.recall), el('td', {}, own[meaning()].f05 === null ? '–' : own[meaning()].f05.toFixed(3)), el('td', {}, number(own.medianLeadMinutes)), el('td', {}, number(own.medianDelayMinutes))] : null,
      el('td', {}, number(own.perDay)), el('td', {}, number(own.perDeskHour, 2)), el('td', {}, number(own.busiestDeskHour)),
      el('td', {}, number(against.new, 0)), el('td', {}, number(against.lost, 0)), el('td', {}, number(against.moved, 0)));
  });
  const about = STUDY.axes.length ? t('数字只含被扫描的规则;全部规则的数字见 summary.json。', 'Figures are of the swept rules; those of all rules are in summary.json.') : '';
  return section(t('方案对比', 'Lanes'), el('p', { class: 'note' }, about, STUDY.labels ? t(' 小字为 95 % 威尔逊区间。', ' Small print: 95 % Wilson intervals.') : ''),
    el('div', { class: 'scroll' }, el('table', {}, el('thead', {}, el('tr', {}, heads.map(([kind, text]) => el('th', { class: kind }, text)))), el('tbody', {}, rows))));
}

const nice = most => { if (!(most > 0)) return 1; const step = Math.pow(10, Math.floor(Math.log10(most))); return [1, 2, 2.5, 5, 10].map(k => k * step).find(k => k >= most); };

function legend(items) {
  return el('div', { class: 'legend' }, items.map(([shape, name]) => el('span', {}, svg('svg', { viewBox: '0 0 22 12' }, shape), name)));
}

function curve(data) {
  const W = 640, H = 300, left = 48, right = 56, top = 14, points = data.points, bottom = points.length > 6 ? 66 : 30;
  const most = nice(Math.max(...points.map(point => point.perDay || 0)));
  const x = i => left + (points.length === 1 ? 0.5 : i / (points.length - 1)) * (W - left - right - 88) + 44;
  const y = share => H - bottom - share * (H - top - bottom);
  const chart = svg('svg', { class: 'chart', viewBox: `0 0 ${W} ${H}`, role: 'img' });
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    chart.append(svg('line', { class: 'tick', x1: left, x2: W - right, y1: y(share), y2: y(share) }));
    if (STUDY.labels) chart.append(svg('text', { x: left - 6, y: y(share) + 4, 'text-anchor': 'end' }, `${share * 100} %`));
    chart.append(svg('text', { x: W - right + 6, y: y(share) + 4 }, number(most * share, 2)));
  }
  const slot = Math.max(4, Math.min(34, (W - left - right) / points.length * 0.5));
  points.forEach((point, i) => {
    chart.append(tip(svg('rect', { x: x(i) - slot / 2, y: y(point.perDay / most), width: slot, height: y(0) - y(point.perDay / most), fill: 'var(--bar)', opacity: 0.55 }), `${point.value}: ${number(point.perDay, 2)} ${t('条/天', 'a day')}`));
    const every = Math.ceil(points.length / 14);
    if (i % every === 0) chart.append(svg('text', { transform: `translate(${x(i) + 4},${H - bottom + 14}) rotate(${points.length > 6 ? 40 : 0})`, 'text-anchor': points.length > 6 ? 'start' : 'middle' }, point.value));
  });
  const line = (get, colour, name) => {
    const known = points.map((point, i) => [i, get(point)]).filter(([, share]) => share && share.value !== null);
    if (!known.length) return;
    chart.append(svg('polygon', { fill: colour, opacity: 0.12, points: [...known.map(([i, share]) => `${x(i)},${y(share.high)}`), ...known.slice().reverse().map(([i, share]) => `${x(i)},${y(share.low)}`)].join(' ') }));
    chart.append(svg('polyline', { fill: 'none', stroke: colour, 'stroke-width': 2.5, points: known.map(([i, share]) => `${x(i)},${y(share.value)}`).join(' ') }));
    known.forEach(([i, share]) => chart.append(tip(svg('circle', { cx: x(i), cy: y(share.value), r: 4, fill: colour }), `${points[i].value}: ${name} ${percent(share.value)} (${interval(share)})`)));
  };
  if (STUDY.labels) {
    line(point => point.recall, 'var(--good)', t('召回率', 'recall'));
    line(point => point[meaning()].precision, 'var(--added)', t('精确率', 'precision'));
  }
  const axis = STUDY.axes.find(one => one.name === data.axis), at = axis.values.indexOf(axis.baseline);
  if (at >= 0) chart.append(svg('line', { x1: x(at), x2: x(at), y1: top, y2: y(0), stroke: 'var(--ink)', 'stroke-dasharray': '4 4' }));
  const others = Object.entries(data.others).map(([name, value]) => `${name}=${value}`).join('  ');
  const items = [[svg('rect', { width: 22, height: 12, fill: 'var(--bar)', opacity: 0.55 }), t('每天预警数(右轴)', 'warnings a day (right)')]];
  if (STUDY.labels) items.push([svg('rect', { y: 4, width: 22, height: 4, fill: 'var(--good)' }), t('召回率', 'recall')], [svg('rect', { y: 4, width: 22, height: 4, fill: 'var(--added)' }), t('精确率', 'precision')]);
  if (at >= 0) items.push([svg('line', { x1: 11, x2: 11, y1: 0, y2: 12, stroke: 'var(--ink)', 'stroke-dasharray': '3 3' }), t('基准值', 'baseline')]);
  return el('div', { class: 'card' }, el('h3', {}, data.axis), el('p', { class: 'note' }, others ? t('其余参数:', 'others: ') + others : t('仅此参数', 'the only parameter')), legend(items), chart);
}

function pareto() {
  if (!STUDY.labels || !STUDY.pareto.length) return null;
  const W = 640, H = 340, left = 56, right = 24, top = 18, bottom = 46;
  const most = nice(Math.max(...LANES.map(lane => figures(lane).perDay || 0)));
  const x = value => left + value / most * (W - left - right), y = share => H - bottom - share * (H - top - bottom);
  const chart = svg('svg', { class: 'chart', viewBox: `0 0 ${W} ${H}`, role: 'img' });
  for (const share of [0, 0.25, 0.5, 0.75, 1]) chart.append(svg('line', { class: 'tick', x1: left, x2: W - right, y1: y(share), y2: y(share) }), svg('text', { x: left - 6, y: y(share) + 4, 'text-anchor': 'end' }, `${share * 100} %`));
  for (const part of [0, 0.25, 0.5, 0.75, 1]) chart.append(svg('text', { x: x(most * part), y: H - bottom + 18, 'text-anchor': 'middle' }, number(most * part, 2)));
  chart.append(svg('text', { x: (left + W - right) / 2, y: H - 8, 'text-anchor': 'middle' }, t('每天预警数', 'warnings a day')));
  chart.append(svg('polyline', { fill: 'none', stroke: 'var(--good)', 'stroke-width': 1.5, 'stroke-dasharray': '5 4', points: STUDY.pareto.map(lane => `${x(figures(lane).perDay)},${y(figures(lane).recall.value)}`).join(' ') }));
  LANES.forEach(lane => {
    const own = figures(lane);
    if (own.recall.value === null) return;
    const colour = lane === STUDY.baseline ? 'var(--ink)' : STUDY.pareto.includes(lane) ? 'var(--good)' : 'var(--kept)';
    const attributes = { fill: colour, opacity: 0.85, tabindex: 0, onclick: () => { shown = lane; draw(); } };
    const mark = lane === STUDY.baseline ? svg('rect', { ...attributes, x: x(own.perDay) - 6, y: y(own.recall.value) - 6, width: 12, height: 12 }) : svg('circle', { ...attributes, cx: x(own.perDay), cy: y(own.recall.value), r: lane === shown ? 8 : 5.5 });
    chart.append(tip(mark, `${lane}  ${params(lane)}\n${number(own.perDay, 2)} ${t('条/天', 'a day')}, ${t('召回率', 'recall')} ${percent(own.recall.value)}, ${t('精确率', 'precision')} ${percent(own[meaning()].precision.value)}`));
  });
  return el('div', { class: 'card' }, el('h3', {}, t('帕累托前沿:召回率与预警量', 'Pareto front: recall against load')), legend([
    [svg('circle', { cx: 11, cy: 6, r: 5, fill: 'var(--good)' }), t('没有方案同时更全且更少', 'no lane beats it in both')], [svg('circle', { cx: 11, cy: 6, r: 5, fill: 'var(--kept)' }), t('其他方案', 'other lanes')], [svg('rect', { x: 5, width: 12, height: 12, fill: 'var(--ink)' }), t('基准', 'baseline')]]), chart);
}

/** A map of its own scale: longitudes are narrowed by the cosine of the middle latitude. */
function map(box, W, H) {
  const middle = (box.south + box.north) / 2, narrow = Math.max(0.05, Math.cos(middle * Math.PI / 180));
  const scale = Math.min(W / ((box.east - box.west) * narrow), H / (box.north - box.south));
  const x = lon => W / 2 + (lon - (box.west + box.east) / 2) * narrow * scale, y = lat => H / 2 - (lat - middle) * scale;
  const chart = svg('svg', { class: 'chart', viewBox: `0 0 ${W} ${H}`, role: 'img', style: 'background: var(--sea); border-radius: 6px' });
  const ring = points => points.map(([lon, lat], i) => `${i ? 'L' : 'M'}${x(lon).toFixed(1)},${y(lat).toFixed(1)}`).join('') + 'Z';
  DATA.land.forEach(points => chart.append(svg('path', { d: ring(points), fill: 'var(--land)' })));
  DATA.zones.forEach(zone => zone.rings.forEach(points => chart.append(tip(svg('path', { d: ring(points), fill: 'var(--zone)', 'fill-opacity': 0.06, stroke: 'var(--zone)', 'stroke-opacity': 0.55, 'stroke-width': 0.8 }), `${zone.name} (${zone.type})`))));
  const degrees = (box.east - box.west) / 4, decimals = Math.max(0, Math.ceil(-Math.log10(degrees)) + 1);
  chart.append(svg('text', { x: 8, y: H - 8 }, `${(box.west + degrees * 2).toFixed(decimals)}°E ${middle.toFixed(decimals)}°N`));
  const meters = Math.pow(10, Math.floor(Math.log10(W / 4 / scale * 111195))), length = meters / 111195 * scale;
  chart.append(svg('path', { class: 'axis', d: `M${W - 16 - length},${H - 18}v5h${length}v-5` }), svg('text', { x: W - 16, y: H - 22, 'text-anchor': 'end' }, meters >= 1000 ? `${meters / 1000} km` : `${meters} m`));
  return { chart, x, y };
}

const finding = incident => ({ right: t('标注:正确', 'label: right'), wrong: t('标注:误报', 'label: wrong'), unlabelled: t('未标注', 'no label') })[incident.finding];
const words = incident => `${incident.rule}  ${incident.movers.join(' + ')}\n${instant(incident.detected)}\n${zh ? incident.zh : incident.en}`;

function differences() {
  const own = DATA.lanes.find(lane => lane.name === shown);
  const chooser = el('select', { 'aria-label': t('方案', 'lane'), onchange: event => { shown = event.target.value; draw(); } },
    LANES.map(lane => el('option', { value: lane, selected: lane === shown ? '' : null }, `${lane}  ${params(lane)}`)));
  const { chart, x, y } = map(DATA.box, 1200, 620);
  const put = (indices, shape) => indices.map(i => DATA.incidents[i]).filter(one => one.lat !== null && one.lon !== null)
    .forEach(one => chart.append(tip(shape(x(one.lon), y(one.lat)), words(one))));
  const gone = new Set(own.lost);
  const keptMark = (cx, cy) => svg('circle', { cx, cy, r: 3.5, fill: 'var(--kept)', 'fill-opacity': 0.7 });
  const lostMark = (cx, cy) => svg('rect', { x: cx - 5, y: cy - 5, width: 10, height: 10, fill: 'var(--lost)', 'fill-opacity': 0.8, stroke: '#fff' });
  const addedMark = (cx, cy) => svg('path', { d: `M${cx},${cy - 6}l6,11h-12z`, fill: 'var(--added)', 'fill-opacity': 0.85, stroke: '#fff' });
  put(DATA.baseline.filter(i => !gone.has(i)), keptMark);
  put(own.lost, lostMark);
  put(own.added, addedMark);
  return section(t('差异地图', 'Map of differences'), el('p', {}, chooser),
    legend([[keptMark(11, 6), t(`保留 ${SUMMARY.lanes[shown].against.kept + SUMMARY.lanes[shown].against.moved}`, `kept ${SUMMARY.lanes[shown].against.kept + SUMMARY.lanes[shown].against.moved}`)], [lostMark(11, 6), t(`减少 ${SUMMARY.lanes[shown].against.lost}`, `lost ${SUMMARY.lanes[shown].against.lost}`)], [addedMark(11, 6), t(`新增 ${SUMMARY.lanes[shown].against.new}`, `new ${SUMMARY.lanes[shown].against.new}`)]]),
    DATA.incidentsLeftOut ? el('p', { class: 'note' }, t(`地图上省去了 ${DATA.incidentsLeftOut} 条。`, `${DATA.incidentsLeftOut} are left out of the map.`)) : null, chart);
}

function track(deciding) {
  const tracks = DATA.tracks[deciding.id] || [], one = DATA.incidents[deciding.incident];
  const all = [...tracks.flat().map(([, lat, lon]) => [lat, lon]), ...(one.lat === null ? [] : [[one.lat, one.lon]])];
  if (!all.length) return el('p', { class: 'note' }, t('没有轨迹', 'no track'));
  const lats = all.map(([lat]) => lat), lons = all.map(([, lon]) => lon);
  const pad = Math.max(0.002, (Math.max(...lats) - Math.min(...lats)) * 0.12, (Math.max(...lons) - Math.min(...lons)) * 0.12);
  const { chart, x, y } = map({ south: Math.min(...lats) - pad, north: Math.max(...lats) + pad, west: Math.min(...lons) - pad, east: Math.max(...lons) + pad }, 400, 240);
  for (const points of tracks) {
    const during = points.filter(([time]) => time >= one.onset && time <= (one.closed || Infinity));
    const path = some => some.map(([, lat, lon], i) => `${i ? 'L' : 'M'}${x(lon).toFixed(1)},${y(lat).toFixed(1)}`).join('');
    chart.append(svg('path', { d: path(points), fill: 'none', stroke: 'var(--soft)', 'stroke-width': 1.4 }));
    chart.append(svg('path', { d: path(during), fill: 'none', stroke: 'var(--lost)', 'stroke-width': 2.6 }));
    points.forEach(([time, lat, lon, kph]) => chart.append(tip(svg('circle', { cx: x(lon), cy: y(lat), r: 1.8, fill: 'var(--ink)' }), `${instant(time)}${kph === null ? '' : `  ${number(kph)} km/h (${number(kph / 1.852)} kn)`}`)));
    const [, lat, lon] = points[0];
    chart.append(svg('circle', { cx: x(lon), cy: y(lat), r: 5, fill: 'none', stroke: 'var(--good)', 'stroke-width': 2 }));
  }
  if (one.lat !== null) chart.append(svg('path', { d: `M${x(one.lon) - 7},${y(one.lat)}h14M${x(one.lon)},${y(one.lat) - 7}v14`, stroke: 'var(--lost)', 'stroke-width': 2 }));
  return chart;
}

function deciding() {
  const cards = DATA.deciding.map(each => {
    const one = DATA.incidents[each.incident];
    return el('div', { class: 'card' },
      el('div', {}, el('span', { class: `tag ${each.inBaseline ? 'lost' : 'added'}` }, each.inBaseline ? t(`“${each.lane}”不报`, `lost in ${each.lane}`) : t(`“${each.lane}”新报`, `new in ${each.lane}`)), STUDY.labels ? el('span', { class: `tag ${one.finding}` }, finding(one)) : null),
      el('h3', {}, one.rule), el('div', {}, one.movers.join(' + '), one.class ? ` · ${one.class}` : ''), el('div', { class: 'note' }, instant(one.detected)), el('p', {}, zh ? one.zh : one.en), track(each));
  });
  return section(t('决定取舍的预警', 'The warnings that decide'),
    el('p', { class: 'note' }, t('这些预警在有的方案中出现、在有的方案中不出现,离阈值最近的在前,至多二十条。绿圈为起点,红线为违规时段,十字为预警位置。', 'Raised by some lanes and not by others, the closest to the threshold first, twenty at most. Green circle: begin of the track; red line: while the evidence lasted; cross: where it warned.')),
    cards.length ? el('div', { class: 'cards' }, cards) : el('p', {}, t('各方案的预警完全相同。', 'All lanes raise the same warnings.')));
}

function strata() {
  const own = SUMMARY.lanes[shown].all.strata, names = { rule: t('规则', 'rule'), tier: t('等级', 'tier'), class: t('类别', 'class'), zone: t('区域', 'zone'), hour: t('时段', 'hour') };
  const tables = Object.keys(names).filter(by => own[by]).map(by => el('div', { class: 'card' }, el('h3', {}, names[by]), el('div', { class: 'scroll', style: 'max-height: 320px' }, el('table', {},
    el('thead', {}, el('tr', {}, el('th', { class: 'text' }, names[by]), el('th', {}, t('预警', 'warnings')), STUDY.labels ? [el('th', {}, t('精确率', 'precision')), el('th', {}, t('召回率', 'recall'))] : null)),
    el('tbody', {}, Object.entries(own[by]).map(([value, counts]) => el('tr', {}, el('td', { class: 'text', style: 'min-width: 0' }, value), el('td', {}, number(counts.warnings, 0)),
      STUDY.labels ? [el('td', {}, percent(counts[meaning()].precision.value), el('small', {}, interval(counts[meaning()].precision))), el('td', {}, percent(counts.recall.value), el('small', {}, interval(counts.recall)))] : null)))))));
  return section(t(`分组:方案“${shown}”,全部规则`, `Strata: lane "${shown}", all rules`), el('div', { class: 'grid' }, tables));
}

function draw() {
  document.documentElement.lang = zh ? 'zh' : 'en';
  document.title = t('瞭望:规则调优报告', 'Vigil: rule tuning report');
  const language = (name, chinese) => el('button', { type: 'button', 'aria-pressed': String(zh === chinese), onclick: () => { zh = chinese; draw(); } }, name);
  const charts = [...STUDY.curves.filter(one => one.points.length).map(curve), pareto()].filter(Boolean);
  const top = scrollY;
  document.getElementById('page').replaceChildren(
    el('header', {}, el('h1', {}, document.title), el('div', { class: 'switch' }, language('中文', true), language('English', false))), headline(), run(), laneTable(),
    ...(charts.length ? [section(t('阈值曲线', 'Threshold curves'), el('div', { class: 'grid' }, charts))] : []), differences(), deciding(), strata());
  scrollTo(0, top);
}
draw();
