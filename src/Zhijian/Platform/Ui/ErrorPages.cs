namespace Zhijian.Platform.Ui;

/// <summary>What a person reads when something went wrong: what it is and what to do now.</summary>
public sealed record ErrorAdvice(string Title, string Text, string Advice, string Icon);

public static class ErrorPages
{
    public static ErrorAdvice Advice(int status) => status switch
    {
        400 => new("请求有误", "提交的内容不完整，或者页面打开得太久已经失效。", "请返回上一页，刷新后重新填写提交。", "file-alert"),
        401 => new("登录已超时", "您的会话已经结束，刚才提交的内容没有保存。", "请重新登录：登录后回到原来的页面，已填写的文字会自动恢复，文件须重新选择。", "clock-off"),
        403 => new("没有权限", "您的账号不能查看或办理这一事项。", "如工作需要，请联系本单位的安全管理员授权。", "lock"),
        404 => new("没有找到", "这个页面或记录不存在，或者不在您的管辖范围内。", "请检查网址，或从左侧菜单、搜索重新进入。", "map-search"),
        405 => new("不能这样打开", "这个网址只用于提交，不能直接打开。", "请从左侧菜单或搜索重新进入。", "map-search"),
        408 => new("请求超时", "网络太慢，内容没有传完。", "请检查网络后重试。", "hourglass"),
        409 => new("内容已被他人修改", "您打开页面之后，别人已经改动了同一份内容，您的修改没有保存。", "请返回上一页并刷新，核对最新内容后再提交。", "git-merge"),
        413 => new("文件太大", "上传的文件超过了允许的大小，没有保存。", "请压缩或拆分文件后重新上传。", "file-x"),
        415 => new("格式不支持", "提交的内容格式不能识别。", "请返回上一页重新提交。", "file-x"),
        422 => new("不能办理", "提交的内容不符合要求，没有保存。", "请返回上一页更正后再提交。", "file-alert"),
        429 => new("操作太频繁", "短时间内的请求过多。", "请稍等一分钟再试。", "hourglass"),
        503 => new("系统暂时不能使用", "数据库或某项服务正在恢复。您刚才的操作没有生效。", "请几分钟后重试，已保存的草稿不会丢失。", "plug-connected-x"),
        507 => new("存储空间不足", "服务器磁盘空间已满，暂时不能保存任何内容。您刚才的操作没有生效。", "仍可查询已有资料。请通知系统管理员清理空间。", "database-x"),
        _ => new("系统出错了", "系统遇到了没有预料到的问题。您刚才的操作没有生效。", "请重试一次；如果仍然出错，请把下面的编号告诉系统管理员。", "alert-triangle"),
    };
}
