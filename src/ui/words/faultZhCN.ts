import type { Translated } from './fill.ts';

/** Words of the screen that says why the portal cannot begin. They come with its script. */
export const faultZhCN = {
  settings: {
    title: '缴费程序的配置有误',
    act: '请联系有线电视运营商，并告知下面的内容。',
    next: '改好后本页会自动继续。',
  },
  address: {
    title: '这个地址不能缴费',
    act: '本页没有用 https 打开，路上可能被人改动。',
    next: '请联系有线电视运营商，并告知下面的内容。',
  },
  box: {
    title: '正在等待机顶盒',
    act: '机顶盒还没有说明自己是谁，读卡器也还不能用。',
    next: '机顶盒准备好后本页会自动继续。',
  },
  field: '字段',
  value: '现在是',
  expected: '应该是',
  nothing: '没有内容',
  line: '第 {line} 行：{text}',
  /** What is right, by field or by rule. */
  right: {
    'UTF-8': 'UTF-8 编码（现在可能是 GBK）',
    JSON: '完整的 JSON，注意逗号、引号和括号',
    object: 'JSON 对象，以 { 开头',
    file: '服务器 keys/ 目录里有这个文件',
    address: 'https，或本机的 localhost',
    stbHost: 'docs/integrate/host-bridge.md',
    $schema: '文字',
    name: '各语言的名称，如 "zh-CN": "城市有线"',
    'name.zh-CN': '中文名称',
    hotline: '3 至 20 位的电话号码',
    accent: '颜色，如 #ffc857',
    logo: '本站内的路径，如 ./logo.png',
    tspUrl: 'https 地址或路径，末尾没有 /',
    receiptUrl: '含 {receiptNo} 的 https 地址，最多 120 个字符',
    helpUrl: '含 {ref} 的 https 地址，最多 120 个字符',
    exitUrl: '网址或路径',
    speech: 'true 或 false',
    language: 'zh-CN、zh-TW 或 en',
    languages: 'zh-CN、zh-TW、en 的列表',
    typeSize: 'standard 或 large',
    readers: 'host-object、webusb、webhid、websocket 的列表',
    readerDaemon: 'url 和 token 两项',
    'readerDaemon.url': '本机的地址，如 ws://127.0.0.1:35980',
    'readerDaemon.token': '16 至 256 个可见字符',
    idleMinutes: '1 至 60 的整数',
    keys: '键码文件的名称，或整个键码方案',
    'keys.name': '小写字母、数字和 -',
    'keys.title': '各语言的名称，如 "zh-CN": "遥控器"',
    'keys.keys': '键码与按键，须有 up、down、left、right、ok、back',
    'keys.events': 'keypress、irkeypress、systemevent 的列表',
    'keys.virtual': '1 至 65535 的整数',
    'keys.register': '按键名称的列表',
    'keys.keyset': '1 至 4095 的整数',
    'keys.vk': '名称（VK_RED）对应按键',
  },
} as const;

export type FaultWords = Translated<typeof faultZhCN>;
