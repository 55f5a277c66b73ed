using System.Data.Common;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;

namespace Zhijian.Platform.Ui;

/// <summary>What a person reads when something went wrong: what it is and what to do now.</summary>
public sealed record ErrorAdvice(string Title, string Text, string Advice, string Icon);

public static class ErrorPages
{
    private const int DiskFullOnWindows = unchecked((int)0x80070070);
    private const int DiskFullOnLinux = 28;
    private const int SqliteFull = 13;

    /// <summary>The status that an unhandled exception means.</summary>
    public static int StatusOf(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case BadHttpRequestException request: return request.StatusCode;
                case DbUpdateConcurrencyException: return StatusCodes.Status409Conflict;
                case IOException { HResult: DiskFullOnWindows or DiskFullOnLinux }:
                case DbException { SqlState: "53100" }:
                case Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: SqliteFull }: return StatusCodes.Status507InsufficientStorage;
                case DbException { IsTransient: true }:
                case SocketException:
                case TimeoutException: return StatusCodes.Status503ServiceUnavailable;
            }
        }
        return StatusCodes.Status500InternalServerError;
    }

    public static ErrorAdvice Advice(int status) => status switch
    {
        400 => new("请求有误", "提交的内容不完整，或者页面打开得太久已经失效。", "请返回上一页，刷新后重新填写提交。", "file-alert"),
        403 => new("没有权限", "您的账号不能查看或办理这一事项。", "如工作需要，请联系本单位的安全管理员授权。", "lock"),
        404 => new("没有找到", "这个页面或记录不存在，或者不在您的管辖范围内。", "请检查网址，或从左侧菜单、搜索重新进入。", "map-search"),
        409 => new("内容已被他人修改", "您打开页面之后，别人已经改动了同一份内容，您的修改没有保存。", "请返回上一页并刷新，核对最新内容后再提交。", "git-merge"),
        413 => new("文件太大", "上传的文件超过了允许的大小，没有保存。", "请压缩或拆分文件后重新上传。", "file-x"),
        429 => new("操作太频繁", "短时间内的请求过多。", "请稍等一分钟再试。", "hourglass"),
        503 => new("系统暂时不能使用", "数据库或某项服务正在恢复。您刚才的操作没有生效。", "请几分钟后重试，已保存的草稿不会丢失。", "plug-connected-x"),
        507 => new("存储空间不足", "服务器磁盘空间已满，暂时不能保存任何内容。您刚才的操作没有生效。", "仍可查询已有资料。请通知系统管理员清理空间。", "database-x"),
        _ => new("系统出错了", "系统遇到了没有预料到的问题。您刚才的操作没有生效。", "请重试一次；如果仍然出错，请把下面的编号告诉系统管理员。", "alert-triangle"),
    };
}
