/** Learning, games, broadband and services for the home. */
import { defineService } from './defineService.ts';

export const homeServices = [
  defineService({
    id: 'english-class',
    number: 17,
    category: 'vod',
    icon: 'education',
    yuanPerMonth: 25,
    title: ['少儿英语课堂', 'English for children'],
    introduction: ['跟读 对话 每天一课', 'Read, talk, a lesson a day'],
    text: [
      '分级课程每天一课，跟读打分，动画对话练习。适合四到十二岁，家长可看学习记录。',
      'A graded lesson a day with reading aloud and cartoon talks, for four to twelve. Parents see the progress.',
    ],
    includes: [
      ['360 节分级课程', '360 graded lessons'],
      ['学习记录', 'A record of progress'],
    ],
  }),
  defineService({
    id: 'senior-college',
    number: 18,
    category: 'vod',
    icon: 'education',
    picture: 'elder',
    yuanPerMonth: 6,
    title: ['老年大学', 'Senior college'],
    introduction: ['书画 养生 手机课', 'Painting, health, phone lessons'],
    text: [
      '书法、国画、太极、养生与智能手机课，字幕放大，语速放慢，可反复看。',
      'Calligraphy, painting, tai chi, health and smartphone lessons, with large subtitles and slow speech.',
    ],
    includes: [
      ['40 门课程', '40 courses'],
      ['大字幕慢语速', 'Large subtitles, slow speech'],
    ],
  }),
  defineService({
    id: 'karaoke',
    number: 19,
    category: 'extra',
    icon: 'music',
    picture: 'microphone',
    yuanPerMonth: 15,
    title: ['家庭欢唱', 'Home karaoke'],
    introduction: ['三万首歌 在家唱', '30,000 songs at home'],
    text: [
      '三万首歌曲，原唱伴唱一键切换，唱完打分。接上话筒就能唱，手机也可点歌。',
      'Thirty thousand songs with or without the singer, scored at the end. Plug in a microphone; choose songs by phone.',
    ],
    includes: [
      ['30 000 首歌曲', '30,000 songs'],
      ['手机点歌', 'Choose songs by phone'],
    ],
  }),
  defineService({
    id: 'games',
    number: 20,
    category: 'extra',
    icon: 'game',
    picture: 'games',
    yuanPerMonth: 20,
    title: ['云游戏厅', 'Cloud games'],
    introduction: ['遥控器就能玩', 'Played with the remote'],
    text: [
      '棋牌、益智与体感游戏，不用下载，遥控器就能玩。未成年人限时，家长可设密码。',
      'Board, puzzle and motion games without downloads, played with the remote. Time limits for minors.',
    ],
    includes: [
      ['120 款游戏', '120 games'],
      ['家长密码', 'A code for parents'],
    ],
  }),
  defineService({
    id: 'home-watch',
    number: 21,
    category: 'extra',
    icon: 'other',
    picture: 'watch',
    yuanPerMonth: 12,
    title: ['看家摄像', 'Home camera'],
    introduction: ['电视手机都能看', 'Seen on TV and phone'],
    text: [
      '家中摄像画面在电视和手机上随时可看，有人经过会提醒，录像保存七天。',
      'The camera at home, seen on TV and phone at any time, with alerts; recordings are kept for seven days.',
    ],
    includes: [
      ['摄像头一个', 'One camera'],
      ['7 天录像', 'Seven days of recording'],
    ],
  }),
  defineService({
    id: 'broadband100',
    number: 22,
    category: 'broadband',
    icon: 'broadband',
    picture: 'router',
    yuanPerMonth: 38,
    title: ['家庭宽带 100M', 'Home broadband 100M'],
    introduction: ['看视频 上网课', 'For video and lessons'],
    text: [
      '下行 100M、上行 20M，不限时长与流量，适合两三人的家庭。',
      '100M down and 20M up without limits, for a household of two or three.',
    ],
    includes: [
      ['下行 100M 上行 20M', '100M down, 20M up'],
      ['免费上门安装', 'Free installation'],
    ],
  }),
  defineService({
    id: 'broadband500',
    number: 23,
    category: 'broadband',
    icon: 'broadband',
    yuanPerMonth: 78,
    title: ['家庭宽带 500M', 'Home broadband 500M'],
    introduction: ['全家同时 不卡顿', 'Everyone at once'],
    text: [
      '下行 500M、上行 50M，不限时长与流量，多台设备同时使用也不卡顿。',
      '500M down and 50M up without limits, for many devices at once.',
    ],
    includes: [
      ['下行 500M 上行 50M', '500M down, 50M up'],
      ['无线路由器一台', 'One wireless router'],
      ['免费上门安装', 'Free installation'],
    ],
  }),
  defineService({
    id: 'broadband1000',
    number: 24,
    category: 'broadband',
    icon: 'broadband',
    picture: 'rocket',
    yuanPerMonth: 118,
    title: ['千兆宽带 1000M', 'Gigabit broadband'],
    introduction: ['部分小区先行开通', 'In some districts first'],
    text: [
      '下行 1000M、上行 100M，目前仅在高新片区开通，其他片区将陆续覆盖。',
      '1000M down and 100M up, for now in the High-tech district only; others will follow.',
    ],
    includes: [
      ['下行 1000M 上行 100M', '1000M down, 100M up'],
      ['千兆路由器一台', 'One gigabit router'],
    ],
    areas: ['hi-tech'],
  }),
];
