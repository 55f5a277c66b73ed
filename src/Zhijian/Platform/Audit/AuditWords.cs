namespace Zhijian.Platform.Audit;

/// <summary>Words for what the audit keeps as codes: acts, records, kinds. A code without a word is shown as it is.</summary>
public sealed class AuditWords
{
    static readonly Dictionary<string, string> Platform = new()
    {
        ["sign-in.password"] = "密码登录", ["sign-in.code"] = "动态验证码登录", ["sign-in.recovery-code"] = "恢复码登录", ["sign-out"] = "退出登录",
        ["account.edit"] = "修改联系方式", ["account.password"] = "修改密码", ["account.second-factor"] = "设置二次验证",
        ["account.end-session"] = "结束自己的会话", ["account.end-other-sessions"] = "结束自己的其他会话",
        ["first-administrator.secret"] = "使用首次启动口令", ["first-administrator.create"] = "建立首个管理员",
        ["user.add"] = "命令行新建账号", ["users.create"] = "建立账号", ["users.edit"] = "修改账号", ["users.disable"] = "停用账号", ["users.enable"] = "启用账号",
        ["users.unlock"] = "解锁账号", ["users.reset-password"] = "重置密码", ["users.reset-second-factor"] = "重置二次验证", ["sessions.end"] = "结束他人会话",
        ["roles.grant"] = "授予或收回角色", ["roles.permissions"] = "设置角色权限", ["permissions.declare"] = "声明新权限",
        ["clients.create"] = "登记接入系统", ["clients.rotate"] = "更换接入密钥", ["clients.grant"] = "设置接入权限", ["clients.token"] = "接入系统取令牌",
        ["clients.enable"] = "启用接入系统", ["clients.disable"] = "停用接入系统",
        ["organisations.create"] = "登记单位", ["organisations.edit"] = "修改单位", ["organisations.import"] = "导入单位",
        ["authorities.create"] = "建立监管机构", ["authorities.edit"] = "修改监管机构", ["authorities.add-name"] = "增加机构名称", ["authorities.edit-name"] = "修改机构名称",
        ["authorities.add-department"] = "增加科室",
        ["reference.draft"] = "起草标准库版本", ["reference.upload"] = "上传标准库版本", ["reference.edit-row"] = "修改标准库草稿", ["reference.remove-row"] = "删除标准库草稿行",
        ["reference.propose"] = "提交标准库版本", ["reference.approve"] = "批准标准库版本", ["reference.reject"] = "退回标准库版本", ["reference.withdraw"] = "撤回标准库版本",
        ["divisions.load"] = "载入行政区划", ["divisions.take-effect"] = "行政区划生效", ["divisions.blocked"] = "行政区划未能生效",
        ["imports.start"] = "上传导入文件", ["imports.preview"] = "检查导入文件", ["imports.apply"] = "确认导入", ["imports.batch"] = "写入一批", ["imports.finish"] = "导入完成",
        ["imports.cancel"] = "取消导入", ["imports.refuse"] = "导入文件被拒", ["imports.fail"] = "导入失败",
        ["lists.export"] = "导出列表", ["audit.read"] = "查阅审计", ["audit.export"] = "导出审计", ["files.save"] = "上传文件", ["files.read"] = "读取文件",
        ["papers.void"] = "作废文书", ["papers.pdf"] = "生成 PDF", ["job.finish"] = "任务结束", ["job.cancel"] = "取消任务", ["notices.read"] = "通知标为已读",
        ["installation.decide"] = "首次启动", ["demonstration.generate"] = "生成演示数据", ["demonstration.users"] = "生成演示账号", ["demonstration.employers"] = "生成演示单位",
        ["demonstration.organisations"] = "生成演示单位", ["demonstration.complete"] = "演示数据生成完毕",
        ["demonstration.declarations"] = "生成演示申报", ["demonstration.monitoring"] = "生成演示检测", ["demonstration.dangers"] = "生成演示隐患", ["demonstration.inspections"] = "生成演示检查",
        ["demonstration.cases"] = "生成演示案件", ["demonstration.credit"] = "生成演示信用", ["demonstration.typical"] = "生成演示典型案例", ["demonstration.portal"] = "生成演示公开信息",
        ["event.handle"] = "处理后续事项", ["event.postpone"] = "后续事项稍后再办",

        ["User"] = "账号", ["UserRole"] = "账号的角色", ["UserSession"] = "会话", ["RoleGrant"] = "角色权限", ["KnownPermission"] = "已声明的权限", ["FormerPassword"] = "用过的密码",
        ["SystemClient"] = "接入系统", ["ClientGrant"] = "接入系统权限", ["FirstSecret"] = "首次启动口令", ["InstallationSetting"] = "安装设置",
        ["Organisation"] = "单位", ["Authority"] = "监管机构", ["AuthorityName"] = "机构名称", ["Department"] = "科室", ["Division"] = "行政区划",
        ["ReferenceVersion"] = "标准库版本", ["ReferenceEdit"] = "标准库修改", ["ImportRun"] = "导入",
        ["ExposureLimit"] = "接触限值", ["BiologicalLimit"] = "生物限值", ["HazardFactor"] = "危害因素", ["OccupationalDisease"] = "职业病", ["FactorLink"] = "因素对应",
        ["IndustryRow"] = "行业", ["DivisionRow"] = "区划代码", ["CalendarRow"] = "日历", ["KeyIndustry"] = "重点行业", ["ProjectRisk"] = "项目风险分类",
        ["StoredFile"] = "文件", ["Paper"] = "文书", ["DocumentNumber"] = "文书编号",
        ["NumberSeries"] = "编号序列", ["Todo"] = "待办", ["JobRun"] = "后台任务", ["Audit"] = "审计日志", ["List"] = "列表",

        ["insert"] = "新增", ["update"] = "修改", ["delete"] = "删除", ["bulk"] = "批量写入", ["batch"] = "分批写入", ["upload"] = "上传", ["act"] = "操作", ["read"] = "查阅", ["export"] = "导出",
        ["sign-in"] = "登录", ["sign-in-failed"] = "登录失败", ["lock-out"] = "锁定", ["password-accepted"] = "密码通过",
        ["second-factor"] = "动态验证码", ["session-ended"] = "结束会话", ["allocate"] = "取号",
        ["enqueue"] = "提交任务", ["succeeded"] = "任务完成", ["failed"] = "任务失败", ["cancelled"] = "任务取消", ["cancel"] = "取消任务", ["queued"] = "任务待续",
    };

    readonly Dictionary<string, string> words;

    public AuditWords(IEnumerable<IModule> rooms) =>
        words = Platform.Concat(rooms.SelectMany(room => room.AuditWords)).GroupBy(w => w.Key).ToDictionary(w => w.Key, w => w.Last().Value);

    /// <summary>Offered to whoever filters.</summary>
    public IEnumerable<string> All => words.Values.Distinct().Order(StringComparer.Ordinal);

    public string Of(string code) => words.GetValueOrDefault(code, code);

    /// <summary>The codes that a typed word may mean; the text itself when it is a code or unknown.</summary>
    public string[]? Codes(string? text) => text is null ? null : [text, .. words.Where(w => w.Value == text).Select(w => w.Key)];
}
