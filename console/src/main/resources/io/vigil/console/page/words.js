// Every text of the page, in both languages. A word of a rule kind, a zone type or a measured quantity that is not here
// is shown as the engine wrote it, so that a new rule needs no new page.

const WORDS = {
  zh: {
    userName: '用户名', password: '密码', login: '登录', logout: '退出', newPassword: '新密码（至少 15 个字符）', repeatPassword: '再输一次', choosePassword: '设置密码并进入',
    chooseHint: '这是他人给的一次性密码，请先设置自己的密码。', loginWrong: '用户名或密码不对', loginTooOften: '尝试过于频繁，请一分钟后再试', loginAway: '服务器暂时不能登录，请稍后再试',
    passwordsDiffer: '两次输入不一致', passwordRefused: '新密码须为 15 至 128 个字符，且与旧密码不同',
    skipToQueue: '跳到预警列表', openWarnings: '未结预警', map: '地图', detail: '预警详情', queue: '预警列表',
    clockZone: '北京时间 UTC+8', language: 'English', fitAll: '全览', legend: '图例', search: '搜索车牌、MMSI、规则、区域…',
    filterTier: '按等级筛选', withClosed: '含已结', keys: '键盘：J / K 上下 · Enter 详情 · Esc 关闭 · / 搜索',
    connected: '数据正常', waiting: '等待数据', kafkaLost: '消息中断', pageLost: '连接中断',
    lastPosition: '最近位置', ago: '{0}前', never: '尚无', movers: '目标', dataTime: '数据时间', malformed: '坏记录',
    lostBanner: '与服务器的连接已中断，画面停在 {0}，正在重连…', kafkaBanner: '消息总线中断，画面停在 {0}，恢复后自动继续',
    held: '{0} 条新变化 · 点击显示', emptyAll: '目前没有未结预警', emptyFilter: '没有符合筛选条件的预警', more: '另有 {0} 条，请用筛选缩小范围',
    pre: '预警在前', late: '迟到数据', speed: '速度', course: '航向', time: '时间', position: '位置', moverClass: '类别', movement: '状态', source: '来源',
    openWarningsOf: '未结预警', why: '为什么', measured: '测得', threshold: '门限', params: '规则参数', first: '首次证据', last: '最近证据',
    transitions: '经过', flyTo: '地图定位', close: '关闭', onset: '开始', detected: '成立', closedAt: '结束', zone: '区域', reason: '原因',
    rule: '规则', number: '编号', exemption: '豁免', duration: '持续', loadFailed: '详情暂时取不到，请重试',
    second: '秒', minute: '分', hour: '时', day: '天', unknown: '未知', zoneLayer: '区域', routeLayer: '线路',
    legendMoving: '行驶 / 航行（尖端指航向）', legendStopped: '停止', legendStale: '长时间无数据', landNotice: '海岸线：Natural Earth（公有领域）',
    'tier.red': '红', 'tier.orange': '橙', 'tier.yellow': '黄', 'tier.blue': '蓝',
    'act.red': '立即处警', 'act.orange': '联系驾驶员/船长', 'act.yellow': '值班核查', 'act.blue': '记录告知',
    'state.open': '未结', 'state.closed': '已解除', 'state.retracted': '已撤回', 'state.permitted': '已豁免',
    'type.opened': '触发', 'type.escalated': '升级', 'type.amended': '修正', 'type.closed': '解除', 'type.retracted': '撤回', 'type.permitted': '豁免',
  },
  en: {
    userName: 'User name', password: 'Password', login: 'Log in', logout: 'Log out', newPassword: 'New password (15 characters or more)', repeatPassword: 'Once more', choosePassword: 'Set the password and enter',
    chooseHint: 'This one-time password was given by somebody else. Choose one of your own first.', loginWrong: 'User name or password is wrong', loginTooOften: 'Too many tries; wait a minute', loginAway: 'The server cannot log anybody in now; try later',
    passwordsDiffer: 'The two differ', passwordRefused: 'The new password must have 15 to 128 characters and differ from the old one',
    skipToQueue: 'Skip to the warnings', openWarnings: 'Open warnings', map: 'Map', detail: 'Warning', queue: 'Warnings',
    clockZone: 'Asia/Shanghai UTC+8', language: '中文', fitAll: 'Fit all', legend: 'Legend', search: 'Search plate, MMSI, rule, zone…',
    filterTier: 'Filter by tier', withClosed: 'With closed', keys: 'Keys: J / K up and down · Enter detail · Esc close · / search',
    connected: 'Data flowing', waiting: 'Waiting for data', kafkaLost: 'Feed lost', pageLost: 'Connection lost',
    lastPosition: 'Last position', ago: '{0} ago', never: 'none yet', movers: 'Movers', dataTime: 'Data time', malformed: 'Bad records',
    lostBanner: 'The server cannot be reached; this is the picture of {0}. Trying again…', kafkaBanner: 'The message bus is lost; this is the picture of {0}. It goes on by itself.',
    held: '{0} changes · click to show', emptyAll: 'No open warnings', emptyFilter: 'No warning matches the filter', more: '{0} more; narrow the filter',
    pre: 'ahead', late: 'late data', speed: 'Speed', course: 'Course', time: 'Time', position: 'Position', moverClass: 'Class', movement: 'State', source: 'Source',
    openWarningsOf: 'Open warnings', why: 'Why', measured: 'Measured', threshold: 'Threshold', params: 'Parameters', first: 'First evidence', last: 'Last evidence',
    transitions: 'What happened', flyTo: 'Show on map', close: 'Close', onset: 'Onset', detected: 'Detected', closedAt: 'Ended', zone: 'Zone', reason: 'Reason',
    rule: 'Rule', number: 'Id', exemption: 'Exemption', duration: 'Lasting', loadFailed: 'The detail cannot be loaded now; try again',
    second: ' s', minute: ' min', hour: ' h', day: ' d', unknown: 'unknown', zoneLayer: 'Zones', routeLayer: 'Route',
    legendMoving: 'Under way (the tip points ahead)', legendStopped: 'Stopped', legendStale: 'Silent for long', landNotice: 'Coastline: Natural Earth (public domain)',
    'tier.red': 'RED', 'tier.orange': 'ORANGE', 'tier.yellow': 'YELLOW', 'tier.blue': 'BLUE',
    'act.red': 'dispatch', 'act.orange': 'call driver / skipper', 'act.yellow': 'operator checks', 'act.blue': 'record',
    'state.open': 'open', 'state.closed': 'closed', 'state.retracted': 'retracted', 'state.permitted': 'permitted',
    'type.opened': 'opened', 'type.escalated': 'escalated', 'type.amended': 'amended', 'type.closed': 'closed', 'type.retracted': 'retracted', 'type.permitted': 'permitted',
  },
};

/** word → [Chinese, English], for words that come with the data. */
const TERMS = {
  kind: {}, // from the server: what the rule kinds say of themselves
  class: {
    'scheduled-coach': ['班线客车', 'Scheduled coach'], 'tour-coach': ['旅游客车', 'Tour coach'], 'charter-coach': ['包车', 'Charter coach'],
    hazmat: ['危货车', 'Hazmat truck'], 'heavy-truck': ['重型货车', 'Heavy truck'], bus: ['公交车', 'Bus'], 'school-bus': ['校车', 'School bus'],
    taxi: ['出租车', 'Taxi'], fishing: ['渔船', 'Fishing vessel'], 'sand-carrier': ['运砂船', 'Sand carrier'], 'floating-crane': ['浮吊', 'Floating crane'],
    'river-ship': ['内河船', 'River ship'], cargo: ['货船', 'Cargo ship'], tanker: ['油船', 'Tanker'], passenger: ['客船', 'Passenger ship'],
    tug: ['拖船', 'Tug'], pilot: ['引航船', 'Pilot boat'], enforcement: ['执法船', 'Enforcement'], rowing: ['小艇', 'Rowing boat'], other: ['其他', 'Other'],
    vehicle: ['车辆', 'Vehicle'], vessel: ['船舶', 'Vessel'],
  },
  movement: {
    moving: ['正常行驶', 'Moving'], stopped: ['停车', 'Stopped'], 'abnormal-stop': ['异常停车', 'Abnormal stop'],
  },
  zoneType: {
    forbidden: ['禁行区', 'Forbidden'], permitted: ['准入区', 'Permitted'], harbour: ['港口', 'Harbour'], anchorage: ['锚地', 'Anchorage'],
    depot: ['场站', 'Depot'], 'service-area': ['服务区', 'Service area'], expressway: ['高速公路', 'Expressway'], urban: ['城区', 'Urban'],
    descent: ['长下坡', 'Descent'], 'cooling-point': ['降温点', 'Cooling point'], sensitive: ['敏感区', 'Sensitive'],
    'closed-season': ['禁渔区', 'Closed season'], 'navigation-area': ['航区', 'Navigation area'], protected: ['保护区', 'Protected'],
    channel: ['航道', 'Channel'], cable: ['海缆', 'Cable'], 'coast-watch': ['近岸警戒', 'Coast watch'], reservoir: ['水库', 'Reservoir'], railway: ['铁路', 'Railway'],
  },
  reason: {
    cleared: ['条件已消失', 'the condition is over'], ended: ['时段或区域已失效', 'the window or zone ended'], reopened: ['再次出现', 'it came back'],
  },
  plate: {
    yellow: ['黄牌', 'yellow plate'], blue: ['蓝牌', 'blue plate'], green: ['绿牌', 'green plate'], white: ['白牌', 'white plate'],
    black: ['黑牌', 'black plate'], 'yellow-green': ['黄绿牌', 'yellow-green plate'],
  },
  quantity: {
    speedKmh: ['速度', 'Speed'], peakKmh: ['最高速度', 'Peak speed'], peakSpeedKmh: ['最高速度', 'Peak speed'], maxSpeedKmh: ['最高速度', 'Highest speed'],
    limitKmh: ['限速', 'Limit'], speedLimitKmh: ['限速', 'Speed limit'], impliedSpeedKmh: ['推算速度', 'Implied speed'], speedKn: ['航速', 'Speed'],
    movingSeconds: ['连续行驶', 'Moving for'], insideSeconds: ['区内停留', 'Inside for'], heldSeconds: ['持续', 'Held for'], aboveSeconds: ['超限持续', 'Above for'],
    silentSeconds: ['无报告', 'Silent for'], silenceSeconds: ['无报告', 'Silent for'], distanceM: ['偏离距离', 'Distance off'], offRouteM: ['偏离距离', 'Distance off'],
    distanceMeters: ['偏离距离', 'Distance off'], travelledM: ['偏离后行驶', 'Travelled off'], reports: ['报告数', 'Reports'], hold: ['持续时间', 'Hold'],
    k: ['触发次数 k', 'k of m'], m: ['观察次数 m', 'm'], from: ['起', 'From'], to: ['止', 'To'], moveSpeedKmh: ['行驶判定速度', 'Moving above'],
    release: ['解除时间', 'Release'], merge: ['合并间隔', 'Merge'], exitMargin: ['退出余量', 'Exit margin'], factor: ['系数', 'Factor'], silence: ['静默时限', 'Silence'],
    travelledOffM: ['偏离后行驶', 'Travelled off'], skippedStop: ['未停站点', 'Skipped stop'], silentHours: ['静默', 'Silent for'], reachMinutes: ['预计到达', 'Reached in'],
    overSeconds: ['超速持续', 'Over for'], insideMinutes: ['区内停留', 'Inside for'], excessPercent: ['超过限速', 'Above the limit'], firstFault: ['首个异常', 'First fault'],
    faults: ['异常数', 'Faults'], by: ['判定依据', 'Judged by'], holdSeconds: ['持续时间', 'Hold'], holdMinutes: ['持续时间', 'Hold'], widthM: ['允许偏离', 'Allowed off'],
    tolerancePercent: ['容许超出', 'Tolerated'], tolerance: ['容许比例', 'Tolerance'], stopSpeedKmh: ['停车判定速度', 'Stopped below'], silentInPortHours: ['在港静默上限', 'Silent in port'],
    silentAtSeaHours: ['海上静默上限', 'Silent at sea'], silentInPort: ['在港静默上限', 'Silent in port'], silentAtSea: ['海上静默上限', 'Silent at sea'], noticeMinutes: ['提前告知', 'Notice'],
    minOffM: ['最短偏离行驶', 'Travelled at least'], fishingFromKn: ['作业航速下限', 'Fishing from'], fishingToKn: ['作业航速上限', 'Fishing up to'], expression: ['表达式', 'Expression'],
    types: ['区域类型', 'Zone types'], exitMarginM: ['退出余量', 'Exit margin'], exitMarginNm: ['退出余量', 'Exit margin'], entryMarginM: ['进入余量', 'Entry margin'], maxGap: ['证据最长间隔', 'Longest gap'],
    clearCount: ['解除所需报告', 'Reports to clear'], sparse: ['稀疏报告间隔', 'Sparse above'], nightFrom: ['夜间起', 'Night from'], nightTo: ['夜间止', 'Night to'], nightFactor: ['夜间系数', 'Night factor'],
    noticeFrom: ['告知起', 'Notice from'], otherLimitKmh: ['其他车限速', 'Other limit'], bandNm: ['外扩', 'Band'],
    stoppedMinutes: ['已停车', 'Stopped for'], allowedMinutes: ['允许停车', 'Allowed'], place: ['地点类型', 'Place'], displacedKm: ['离线位移', 'Displaced'], displacementKm: ['位移门限', 'Displacement'],
    offlineMinutes: ['离线', 'Offline for'], offMinutes: ['离线门限', 'Offline after'], incidentsIn30Days: ['30天内次数', 'Times in 30 days'], passedCoolingPoint: ['未停降温点', 'Passed cooling point'], coolingStopMinutes: ['降温停车', 'Cooling stop'],
    zone: ['区域', 'Zone'], zoneId: ['区域', 'Zone'], zoneName: ['区域名称', 'Zone name'], mode: ['方式', 'Mode'], when: ['条件', 'Condition'],
  },
};

const KEY = 'vigil.language';
const listeners = [];
let current = remembered();

/** The language in use: zh or en. */
export function language() {
  return current;
}

/** Switches to the other language, remembers it and tells everybody who shows text. */
export function switchLanguage() {
  current = current === 'zh' ? 'en' : 'zh';
  try {
    localStorage.setItem(KEY, current);
  } catch {
    // a browser that stores nothing still switches
  }
  applyLanguage();
}

/** Calls the listener now-on whenever the language changes. */
export function onLanguage(listener) {
  listeners.push(listener);
}

/** Writes the static texts of the page and tells the listeners. */
export function applyLanguage() {
  document.documentElement.lang = current === 'zh' ? 'zh-CN' : 'en';
  for (const element of document.querySelectorAll('[data-word]')) element.textContent = word(element.dataset.word);
  for (const element of document.querySelectorAll('[data-word-label]')) element.setAttribute('aria-label', word(element.dataset.wordLabel));
  for (const element of document.querySelectorAll('[data-word-placeholder]')) element.placeholder = word(element.dataset.wordPlaceholder);
  for (const listener of listeners) listener();
}

/** The text of that name in the language in use, with {0} replaced. */
export function word(name, value) {
  const text = WORDS[current][name] ?? name;
  return value === undefined ? text : text.replace('{0}', value);
}

/** Takes the names of the rule kinds, each with its Chinese and its English. */
export function learnKinds(kinds) {
  for (const {kind, zh, en} of kinds) TERMS.kind[kind] = [zh, en];
  applyLanguage();
}

/** A word that came with the data, in the language in use where it is known. */
export function term(group, value) {
  const known = Object.hasOwn(TERMS[group], value) ? TERMS[group][value] : null;
  return known ? known[current === 'zh' ? 0 : 1] : value;
}

function remembered() {
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'zh';
  } catch {
    return 'zh';
  }
}
