"""Readings that characters have as surnames only. A library that reads characters one by one gets these wrong."""

_SINGLE = """
单shan 曾zeng 解xie 仇qiu 区ou 盖ge 查zha 任ren 朴piao 翟zhai 缪miao 乐yue 覃qin 黑he 繁po 折she
员yun 宓mi 冼xian 洗xian 种chong 重chong 召shao 祭zhai 那na 郇xun 逄pang 褚chu 过guo 秘bi 燕yan
应ying 华hua 柏bai 车che 谌chen 尉wei 隗wei 郗xi 郝hao 阚kan 葛ge 万wan 石shi 尹yin 哈ha 陆lu 丁ding
沈shen 余yu 长chang 晟cheng 朝chao 调diao 相xiang 要yao 易yi 牟mu 不fou 便pian 卜bu 晁chao 干gan
句gou 堵du 炅gui 吾wu 於yu 粘nian 肖xiao 颉xie 斗dou 戚qi 曲qu 都du 幺yao 佴nai 乜nie 麴qu 纪ji
令ling 仉zhang 宁ning 撒sa 谷gu 藏zang 称chen 莘shen 郄qie
"""
_DOUBLE = """
尉迟yu-chi 万俟mo-qi 长孙zhang-sun 欧阳ou-yang 上官shang-guan 皇甫huang-fu 令狐ling-hu 诸葛zhu-ge
司徒si-tu 司马si-ma 夏侯xia-hou 呼延hu-yan 慕容mu-rong 宇文yu-wen 单于chan-yu 澹台tan-tai
濮阳pu-yang 淳于chun-yu 公孙gong-sun 轩辕xuan-yuan 鲜于xian-yu 闾丘lv-qiu 太叔tai-shu 申屠shen-tu
钟离zhong-li 东方dong-fang 赫连he-lian 独孤du-gu 南宫nan-gong 西门xi-men 拓跋tuo-ba 端木duan-mu
百里bai-li 东郭dong-guo 第五di-wu
"""

SINGLE = {entry[0]: entry[1:] for entry in _SINGLE.split()}
DOUBLE = {entry[:2]: tuple(entry[2:].split("-")) for entry in _DOUBLE.split()}
