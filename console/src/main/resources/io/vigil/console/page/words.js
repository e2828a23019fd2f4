// Every text of the page, in both languages. Words that come with the data are in terms.js.
import {TERMS} from './terms.js';

const WORDS = {
  zh: {
    timeFrom: '从', timeTo: '到', show: '显示', byRule: '按规则', byTier: '按等级', byHour: '按小时', byZone: '按区域', byDay: '按日', warningsCount: '预警', confirmedCount: '属实', falseCount: '误报', otherCount: '其他处置', notJudged: '未评定',
    precision: '准确率（95% 区间）', ackMedian: '签收中位用时', noZone: '（无区域）', total: '合计', precisionNote: '准确率 = 属实 ÷（属实 + 误报），括号内为 Wilson 95% 置信区间；提前告知不计入。',
    shiftReport: '交接班报告', print: '打印', downloadCsv: 'CSV', downloadXlsx: 'Excel', openAtEnd: '仍未结', actsOfShift: '本班处置', silencesNow: '静默与豁免', count: '次数', person: '人员', action: '动作', until: '至', takenBy: '接班人', handOver: '交班', handedOver: '已记录交班',
    nothing: '无', signOff: '交班人签字：____________　接班人签字：____________',
    zoneList: '区域', newZone: '新画区域', drawPolygon: '多边形', drawCircle: '圆', zoneId: '编号', zoneName: '名称', zoneType: '类型', zoneClasses: '适用类别', zoneLimit: '限速 km/h', schedule: '时段', validFrom: '生效', validTo: '失效', addPeriod: '加时段', days: '星期', fromTime: '起', toTime: '止',
    preview: '预演', previewing: '正在用近一天的轨迹预演…', previewOf: '用 {movers}/{all} 个目标近 {hours} 小时的轨迹判断（不含终端报警、过车与多目标规则）：', previewRate: '预警每小时 {before} → {after} 条，上限 {most}', previewBefore: '现在', previewAfter: '发布后', previewNoRules: '控制台不知道规则，无法预演', check: '检查', publish: '发布', remove: '删除区域', versions: '历史版本', revert: '恢复此版', faultsFound: '有错误', noFaults: '检查通过', published: '已发布', conflict: '别人已发布新版本，请重新打开', whyChange: '变更说明', deleted: '已删除', drawHint: '在地图上点击画出边界，双击结束', editHint: '拖动顶点修改，改完请检查并发布', engineSays: '引擎回执', jurisdictionCode: '辖区代码', radiusM: '半径（米）',
    ruleList: '规则', ruleMode: '方式', ruleTier: '等级', parameter: '参数', value: '值', range: '范围', defaultValue: '默认', meaning: '含义', live: '启用', shadow: '影子', off: '停用', noRules: '没有可编辑的规则：请以 --rules 指定规则文件，或先向 vigil.rules 发布', lawSource: '依据',
    noOrders: '目前没有回港指令', boats: '艘', acknowledgedBy: '已确认', target: '目的地', distance: '距离', eta: '预计到达', slack: '余量', deadline: '期限',
    edit: '修改', users: '用户', audit: '审计记录', addUser: '新增用户', displayName: '姓名', roles: '角色', everywhere: '全部辖区', codes: '辖区代码（逗号分隔）', disabled: '停用', save: '保存', newOneTime: '重置为一次性密码', oneTimeIs: '{0} 的一次性密码（只显示这一次）：', when: '时间', subject: '对象', detailText: '详情', more2: '更早',
    'role.viewer': '查看', 'role.operator': '值班员', 'role.supervisor': '值班长', 'role.tuner': '规则员', 'role.admin': '管理员',
    wallOldest: '最早未签收', wallNone: '无未结预警', saved: '已保存', failed: '未完成：{0}',
    'page.desk': '值班', 'page.statistics': '统计', 'page.shift': '交接班', 'page.orders': '回港', 'page.zones': '区域', 'page.rules': '规则', 'page.admin': '用户与审计', 'page.wall': '大屏',
    findMover: '查找车牌、船名、MMSI…', nothingFound: '没有找到', noPosition: '尚无位置', cluster: '聚合', playTrack: '轨迹回放', run: '播放', hold: '暂停', stepBack: '上一报告', stepOn: '下一报告',
    playTime: '回放时间', playSpeed: '回放速度', noTrack: '这段时间没有轨迹', filterRule: '按规则筛选', filterClass: '按类别筛选', filterDesk: '按处置筛选',
    allRules: '全部规则', allClasses: '全部类别', allDesk: '全部处置', 'desk.new': '未处理', 'desk.taken': '处理中', 'desk.done': '已处置', 'desk.quiet': '静默中',
    'do.ack': '签收', 'do.dispatch': '派警', 'do.confirmed': '属实', 'do.false': '误报', 'do.permitted': '许可', 'do.duplicate': '重复', 'do.unreachable': '联系不上',
    'do.silence': '静默', 'do.exempt': '豁免', mayOnlyLook: '您的角色只能查看', note: '备注', forLong: '时长', reasonWhy: '理由', cancel: '取消', sure: '确定', exemptUntil: '豁免至 {0}', silentUntil: '静默至 {0}',
    actFailed: '没有完成', actLost: '与服务器的连接中断，操作未生效，请重试。', actForbidden: '您的角色不能这样做。', actTooOften: '操作过于频繁，请稍候。', actAway: '数据库暂时不可用，操作未生效，请重试。', actRefused: '服务器未接受这次操作。',
    clearsAfter: '连续 {0} 个报告不再符合条件', clearsLasting: '，并持续 {0}',
    done: '处置', clearsWhen: '何时解除：', registry: '登记信息', earlier: '该目标近 30 天的其他预警',
    'sound.on': '声音已开，点击静音两分钟', 'sound.muted': '已静音，点击恢复', 'sound.off': '声音未开，点击开启并试听',
    'lamp.feed': '接入', 'lamp.engine': '引擎', 'lamp.broker': '消息', 'lamp.database': '库', 'lamp.page': '连接', health: '系统状态', feedOut: '数据源中断', databaseLost: '数据库中断', engineSilent: '引擎无数据', databaseBanner: '数据库中断：预警仍在显示，处置暂不能保存，恢复后自动补存', engineBanner: '一分钟以上没有收到任何位置，最后数据时间 {0}：请检查接入与引擎', unstored: '待存', unsent: '待发',
    userName: '用户名', password: '密码', login: '登录', loginElsewhere: '以单位统一身份登录', logout: '退出', newPassword: '新密码（至少 15 个字符）', repeatPassword: '再输一次', choosePassword: '设置密码并进入',
    chooseHint: '这是他人给的一次性密码，请先设置自己的密码。', loginWrong: '用户名或密码不对', loginTooOften: '尝试过于频繁，请一分钟后再试', loginAway: '服务器暂时不能登录，请稍后再试',
    passwordsDiffer: '两次输入不一致', passwordRefused: '新密码须为 15 至 128 个字符，且与旧密码不同',
    skipToQueue: '跳到预警列表', openWarnings: '未结预警', map: '地图', detail: '预警详情', queue: '预警列表',
    clockZone: '北京时间 UTC+8', language: 'English', fitAll: '全览', legend: '图例', search: '搜索车牌、MMSI、规则、区域…',
    filterTier: '按等级筛选', withClosed: '含已结', keys: 'J/K 上下 · Enter 详情 · A 签收 · D 派警 · 1–5 处置 · M 静默 · G 定位 · P 回放 · / 搜索 · F 查找',
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
    timeFrom: 'From', timeTo: 'To', show: 'Show', byRule: 'By rule', byTier: 'By tier', byHour: 'By hour', byZone: 'By zone', byDay: 'By day', warningsCount: 'Warnings', confirmedCount: 'Confirmed', falseCount: 'False', otherCount: 'Otherwise', notJudged: 'Not judged',
    precision: 'Precision (95 % interval)', ackMedian: 'Median time to acknowledge', noZone: '(no zone)', total: 'Total', precisionNote: 'Precision = confirmed ÷ (confirmed + false), with the 95 % interval by Wilson; notices ahead of a breach are not counted.',
    shiftReport: 'Shift report', print: 'Print', downloadCsv: 'CSV', downloadXlsx: 'Excel', openAtEnd: 'Still open', actsOfShift: 'What was done', silencesNow: 'Silences and exemptions', count: 'Count', person: 'Who', action: 'Act', until: 'Until', takenBy: 'Taken over by', handOver: 'Hand over', handedOver: 'The handover is recorded',
    nothing: 'none', signOff: 'Handed over: ____________   Taken over: ____________',
    zoneList: 'Zones', newZone: 'Draw a zone', drawPolygon: 'Polygon', drawCircle: 'Circle', zoneId: 'Id', zoneName: 'Name', zoneType: 'Type', zoneClasses: 'Classes', zoneLimit: 'Speed limit km/h', schedule: 'Schedule', validFrom: 'Valid from', validTo: 'Valid to', addPeriod: 'Add a period', days: 'Days', fromTime: 'From', toTime: 'To',
    preview: 'Preview', previewing: 'Judging the tracks of the last day…', previewOf: 'Tracks of {movers} of {all} movers over {hours} h (without terminal alarms, passes and rules on several movers):', previewRate: 'Warnings an hour {before} → {after}, limit {most}', previewBefore: 'Now', previewAfter: 'Then', previewNoRules: 'The console knows no rules and cannot preview', check: 'Check', publish: 'Publish', remove: 'Delete the zone', versions: 'Versions', revert: 'Publish this one again', faultsFound: 'Faults', noFaults: 'No fault found', published: 'Published', conflict: 'Somebody else has published a newer version; open it again', whyChange: 'Why', deleted: 'deleted', drawHint: 'Click on the map to draw the border; a double click ends it', editHint: 'Drag a corner to change it, then check and publish', engineSays: 'What the engine says', jurisdictionCode: 'Jurisdiction', radiusM: 'Radius (m)',
    ruleList: 'Rules', ruleMode: 'Mode', ruleTier: 'Tier', parameter: 'Parameter', value: 'Value', range: 'Range', defaultValue: 'Default', meaning: 'Meaning', live: 'live', shadow: 'shadow', off: 'off', noRules: 'No rules to edit: start with --rules FILE, or publish to vigil.rules first', lawSource: 'Source',
    noOrders: 'No orders to return to port', boats: 'boats', acknowledgedBy: 'Acknowledged', target: 'Target', distance: 'Distance', eta: 'Expected', slack: 'In hand', deadline: 'Deadline',
    edit: 'Edit', users: 'Users', audit: 'Audit trail', addUser: 'Add a user', displayName: 'Name', roles: 'Roles', everywhere: 'All jurisdictions', codes: 'Jurisdictions (with commas)', disabled: 'Disabled', save: 'Save', newOneTime: 'Give a new one-time password', oneTimeIs: 'One-time password of {0}, shown only now:', when: 'When', subject: 'Subject', detailText: 'Detail', more2: 'Earlier',
    'role.viewer': 'viewer', 'role.operator': 'operator', 'role.supervisor': 'supervisor', 'role.tuner': 'tuner', 'role.admin': 'admin',
    wallOldest: 'Oldest not acknowledged', wallNone: 'No open warnings', saved: 'Saved', failed: 'Not done: {0}',
    'page.desk': 'Desk', 'page.statistics': 'Statistics', 'page.shift': 'Shift', 'page.orders': 'Orders', 'page.zones': 'Zones', 'page.rules': 'Rules', 'page.admin': 'Users', 'page.wall': 'Wall',
    findMover: 'Find plate, name, MMSI…', nothingFound: 'Nothing found', noPosition: 'no position yet', cluster: 'Cluster', playTrack: 'Play track', run: 'Play', hold: 'Pause', stepBack: 'Report before', stepOn: 'Report after',
    playTime: 'Time played', playSpeed: 'Speed of playing', noTrack: 'no track in this time', filterRule: 'Filter by rule', filterClass: 'Filter by class', filterDesk: 'Filter by what was done',
    allRules: 'All rules', allClasses: 'All classes', allDesk: 'All states', 'desk.new': 'new', 'desk.taken': 'taken', 'desk.done': 'disposed', 'desk.quiet': 'silenced',
    'do.ack': 'Acknowledge', 'do.dispatch': 'Dispatch', 'do.confirmed': 'Confirmed', 'do.false': 'False', 'do.permitted': 'Permitted', 'do.duplicate': 'Duplicate', 'do.unreachable': 'Unreachable',
    'do.silence': 'Silence', 'do.exempt': 'Exempt', mayOnlyLook: 'Your roles allow looking only', note: 'Note', forLong: 'For', reasonWhy: 'Reason', cancel: 'Cancel', sure: 'OK', exemptUntil: 'exempt until {0}', silentUntil: 'silent until {0}',
    actFailed: 'Not done', actLost: 'The server cannot be reached; nothing was done. Try again.', actForbidden: 'Your roles do not allow this.', actTooOften: 'Too many at once; wait a moment.', actAway: 'The database is away; nothing was done. Try again.', actRefused: 'The server did not accept this.',
    clearsAfter: '{0} reports in a row no longer show the condition', clearsLasting: ' for {0}',
    done: 'Done', clearsWhen: 'What clears it:', registry: 'Registry', earlier: 'Other warnings of this mover in 30 days',
    'sound.on': 'Sound is on; click to mute for two minutes', 'sound.muted': 'Muted; click to hear again', 'sound.off': 'Sound is off; click to switch on and hear it',
    'lamp.feed': 'feeds', 'lamp.engine': 'engine', 'lamp.broker': 'broker', 'lamp.database': 'database', 'lamp.page': 'page', health: 'Health', feedOut: 'Feed out', databaseLost: 'Database lost', engineSilent: 'Engine silent', databaseBanner: 'The database is lost: warnings are shown, what is done cannot be stored; what was missed is stored once it is back', engineBanner: 'No position for more than a minute, the last data is of {0}: check the feeds and the engine', unstored: 'To store', unsent: 'To send',
    userName: 'User name', password: 'Password', login: 'Log in', loginElsewhere: 'Log in with the house account', logout: 'Log out', newPassword: 'New password (15 characters or more)', repeatPassword: 'Once more', choosePassword: 'Set the password and enter',
    chooseHint: 'This one-time password was given by somebody else. Choose one of your own first.', loginWrong: 'User name or password is wrong', loginTooOften: 'Too many tries; wait a minute', loginAway: 'The server cannot log anybody in now; try later',
    passwordsDiffer: 'The two differ', passwordRefused: 'The new password must have 15 to 128 characters and differ from the old one',
    skipToQueue: 'Skip to the warnings', openWarnings: 'Open warnings', map: 'Map', detail: 'Warning', queue: 'Warnings',
    clockZone: 'Asia/Shanghai UTC+8', language: '中文', fitAll: 'Fit all', legend: 'Legend', search: 'Search plate, MMSI, rule, zone…',
    filterTier: 'Filter by tier', withClosed: 'With closed', keys: 'J/K move · Enter open · A ack · D dispatch · 1–5 outcome · M silence · G place · P play · / search · F find',
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

const KEY = 'vigil.language';
const listeners = [];
const clears = new Map();
const meanings = new Map();
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
  writeWords();
  for (const listener of listeners) listener();
}

/** Writes the static texts: also of what was added since the language was chosen. */
export function writeWords() {
  for (const element of document.querySelectorAll('[data-word]')) element.textContent = word(element.dataset.word);
  for (const element of document.querySelectorAll('[data-word-label]')) element.setAttribute('aria-label', word(element.dataset.wordLabel));
  for (const element of document.querySelectorAll('[data-word-placeholder]')) element.placeholder = word(element.dataset.wordPlaceholder);
}

/** The text of that name in the language in use, with {0} replaced. */
export function word(name, value) {
  const text = WORDS[current][name] ?? name;
  return value === undefined ? text : text.replace('{0}', value);
}

/** What clears a warning of that kind, as the kind declares it: {clears, clearsZh, clearCount, release}, or nothing. */
export function kindClears(kind) {
  return clears.get(kind);
}

/** What a parameter of a kind means, in the language in use; its name where that is not known. */
export function parameterMeaning(kind, name) {
  return meanings.get(`${kind} ${name}`)?.[current === 'zh' ? 0 : 1] ?? name;
}

/** The types of zones there are words for. */
export function zoneTypes() {
  return Object.keys(TERMS.zoneType);
}

/** The classes of movers there are words for. */
export function moverClasses() {
  return Object.keys(TERMS.class).filter((one) => one !== 'vehicle' && one !== 'vessel');
}

/** Takes the names of the rule kinds, each with its Chinese and its English. */
export function learnKinds(kinds) {
  for (const {kind, zh, en, parameters, ...when} of kinds) {
    TERMS.kind[kind] = [zh, en];
    clears.set(kind, when);
    for (const {name, meaning, meaningZh} of parameters) meanings.set(`${kind} ${name}`, [meaningZh, meaning]);
  }
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
