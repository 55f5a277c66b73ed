namespace Zhijian.Modules.Registry;

/// <summary>What the audit says of acts and records of the registry.</summary>
static class RegistryAuditWords
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["registry.create"] = "登记用人单位", ["registry.edit"] = "修改用人单位档案", ["registry.status"] = "变更经营状态", ["registry.contact"] = "企业修改联系方式",
        ["registry.workplace-add"] = "登记工作场所", ["registry.workplace-edit"] = "修改工作场所", ["registry.workplace-main"] = "设为主要工作场所", ["registry.workplace-status"] = "变更工作场所状态",
        ["registry.workshop-add"] = "登记车间", ["registry.workshop-edit"] = "修改车间", ["registry.workshop-remove"] = "删除车间",
        ["registry.post-add"] = "登记岗位", ["registry.post-edit"] = "修改岗位", ["registry.post-remove"] = "删除岗位",
        ["registry.exposure-add"] = "登记接触情况", ["registry.exposure-edit"] = "修改接触情况", ["registry.exposure-remove"] = "删除接触情况",
        ["registry.self-check"] = "登记自查结果", ["registry.risk-decided"] = "认定风险类别", ["registry.risk-withdrawn"] = "撤销风险类别认定",
        ["registry.risk-recount"] = "重新计算风险", ["registry.risk-recounted"] = "风险重算一批", ["registry.match-keys"] = "更新比对用的名称和地址",
        ["registry.merge"] = "合并重复档案", ["registry.merge-undo"] = "撤销档案合并", ["registry.duplicates"] = "查找重复档案", ["registry.duplicate-part"] = "认定不是重复档案",
        ["correction.ask"] = "申请更正档案", ["correction.accept"] = "采纳更正申请", ["correction.decline"] = "不采纳更正申请",
        ["registration.submit"] = "企业申请注册", ["registration.approve"] = "通过企业注册", ["registration.refuse"] = "不予企业注册", ["registration.transfer"] = "转交企业注册申请",
        ["jurisdiction.add"] = "增加管辖规则", ["jurisdiction.edit"] = "修改管辖规则", ["jurisdiction.load"] = "载入管辖规则",
        ["dues.climb"] = "到期提醒和交办", ["dues.ladder"] = "修改提醒阶梯", ["dues.load-ladder"] = "载入提醒阶梯",
        ["undeclared.find"] = "查找应报未报", ["undeclared.assign"] = "交办应报未报核查", ["undeclared.answer"] = "反馈应报未报核查", ["undeclared.lapse"] = "应报未报线索失效",
        ["feeds.source-create"] = "登记数据来源", ["feeds.source-edit"] = "修改数据来源", ["feeds.map"] = "设置来源对照", ["feeds.rank"] = "设置来源可信次序", ["feeds.load"] = "载入数据来源",
        ["feeds.start"] = "上传来源数据", ["feeds.receive"] = "接收来源数据", ["feeds.received"] = "来源数据接收完毕", ["feeds.check"] = "检查来源数据", ["feeds.apply"] = "写入来源数据",
        ["feeds.match-accept"] = "确认是同一单位", ["feeds.match-new"] = "确认是新单位", ["feeds.match-defer"] = "暂缓匹配", ["feeds.match-dismiss"] = "不采用来源数据",
        [nameof(Employer)] = "用人单位", [nameof(Workplace)] = "工作场所", [nameof(Workshop)] = "车间", [nameof(JobPost)] = "岗位", [nameof(Exposure)] = "接触情况", [nameof(FormerName)] = "曾用名",
        [nameof(FieldChange)] = "字段沿革", [nameof(EmployerEvent)] = "时间线", ["EmployerRegistration"] = "企业注册申请", ["Correction"] = "更正申请", ["JurisdictionRow"] = "管辖规则",
        ["Due"] = "到期事项", ["LadderRow"] = "提醒阶梯", ["DangerCandidate"] = "疑似隐患", ["UndeclaredLead"] = "应报未报线索", ["RiskEvaluation"] = "风险评价结论", ["ExposureFinding"] = "接触水平结论",
        ["EmployerMerge"] = "档案合并", ["DuplicatePair"] = "疑似重复档案", ["MatchKey"] = "比对名称地址", ["MatchMark"] = "比对标记", ["FeedSource"] = "数据来源", ["FeedMapping"] = "来源对照", ["FeedTrust"] = "来源可信次序",
        ["FeedBatch"] = "来源批次", ["FeedItem"] = "来源数据", ["FeedHint"] = "来源线索",
    };
}
