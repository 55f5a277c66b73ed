namespace Zhijian.Platform.Audit;

/// <summary>Words for what the audit keeps as codes; a code without a word is shown as it is.</summary>
static class AuditDisplay
{
    public static readonly IReadOnlyDictionary<string, string> Kinds = new Dictionary<string, string>
    {
        ["insert"] = "新增", ["update"] = "修改", ["delete"] = "删除", ["bulk"] = "批量写入", ["batch"] = "分批写入", ["upload"] = "上传", ["act"] = "操作", ["read"] = "查阅",
        ["sign-in"] = "登录", ["sign-in-failed"] = "登录失败", ["sign-out"] = "退出", ["lock-out"] = "锁定", ["password-accepted"] = "密码通过",
        ["second-factor"] = "动态验证码", ["session-ended"] = "结束会话", ["allocate"] = "取号",
        ["enqueue"] = "提交任务", ["succeeded"] = "任务完成", ["failed"] = "任务失败", ["cancelled"] = "任务取消", ["cancel"] = "取消任务", ["queued"] = "任务待续",
    };

    public static string Kind(string code) => Kinds.GetValueOrDefault(code, code);
}
