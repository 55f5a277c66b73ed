namespace Zhijian.Modules.Registry;

/// <summary>What the acts and records of the registry are called in the audit.</summary>
static class RegistryWords
{
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>
    {
        ["registry.create"] = "建立用人单位档案", ["registry.edit"] = "修改用人单位档案", ["registry.status"] = "变更单位状态", ["registry.contact"] = "修改联系人",
        ["registry.workplace-add"] = "增加工作场所", ["registry.workplace-edit"] = "修改工作场所", ["registry.workplace-main"] = "设为主要工作场所", ["registry.workplace-status"] = "变更工作场所状态",
        ["registry.workshop-add"] = "增加车间", ["registry.workshop-edit"] = "修改车间", ["registry.workshop-remove"] = "删除车间",
        ["registry.post-add"] = "增加岗位", ["registry.post-edit"] = "修改岗位", ["registry.post-remove"] = "删除岗位",
        ["registry.exposure-add"] = "增加岗位接触危害", ["registry.exposure-edit"] = "修改岗位接触危害", ["registry.exposure-remove"] = "删除岗位接触危害",
        ["registry.risk-decided"] = "核定风险分类", ["registry.risk-withdrawn"] = "撤销风险核定", ["registry.self-check"] = "登记自查结果",
        ["registry.risk-recount"] = "重算风险分类", ["registry.risk-recounted"] = "重算风险分类完成",
        ["registry.duplicates"] = "查找重复档案", ["registry.duplicate-part"] = "确认不是同一单位", ["registry.merge"] = "合并档案", ["registry.merge-undo"] = "撤销合并", ["registry.match-keys"] = "更新匹配信息",
        ["correction.ask"] = "申请更正", ["correction.accept"] = "同意更正", ["correction.decline"] = "不同意更正",
        ["registration.submit"] = "提交注册申请", ["registration.approve"] = "批准注册", ["registration.refuse"] = "退回注册", ["registration.transfer"] = "转交注册申请",
        ["undeclared.find"] = "查找应申报未申报", ["undeclared.lapse"] = "撤下已不成立的线索", ["undeclared.assign"] = "交办核查线索", ["undeclared.answer"] = "反馈核查结果",
        ["dues.climb"] = "发出到期提醒", ["dues.ladder"] = "设置提醒阶梯", ["dues.load-ladder"] = "载入提醒阶梯",
        ["jurisdiction.add"] = "增加管辖规定", ["jurisdiction.edit"] = "修改管辖规定", ["jurisdiction.load"] = "载入管辖规定",
        ["feeds.source-create"] = "登记数据来源", ["feeds.source-edit"] = "修改数据来源", ["feeds.map"] = "设置字段对应", ["feeds.rank"] = "设置来源可信次序", ["feeds.load"] = "载入数据来源",
        ["feeds.start"] = "接收名单", ["feeds.receive"] = "接收部门数据", ["feeds.received"] = "部门数据接收完毕", ["feeds.check"] = "检查名单", ["feeds.apply"] = "写入部门数据",
        ["feeds.match-accept"] = "确认为已有单位", ["feeds.match-new"] = "确认为新单位", ["feeds.match-dismiss"] = "不予采用", ["feeds.match-defer"] = "暂缓确认",
        ["Employer"] = "用人单位", ["EmployerEvent"] = "单位大事", ["EmployerMerge"] = "档案合并", ["EmployerRegistration"] = "注册申请", ["FormerName"] = "曾用名", ["FieldChange"] = "字段沿革",
        ["Workplace"] = "工作场所", ["Workshop"] = "车间", ["JobPost"] = "岗位", ["Exposure"] = "岗位接触危害", ["ExposureFinding"] = "接触结论", ["RiskEvaluation"] = "风险分类",
        ["Correction"] = "更正申请", ["DuplicatePair"] = "疑似重复档案", ["UndeclaredLead"] = "应申报未申报线索", ["Due"] = "法定期限", ["LadderRow"] = "提醒阶梯", ["JurisdictionRow"] = "管辖规定",
        ["FeedSource"] = "数据来源", ["FeedMapping"] = "字段对应", ["FeedTrust"] = "来源可信次序", ["FeedBatch"] = "部门数据批次", ["FeedItem"] = "部门数据行", ["FeedHint"] = "危害线索",
    };
}
