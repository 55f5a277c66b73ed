using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Zhijian.Platform.Files;

namespace Zhijian.Data;

/// <summary>A wish that the rules refuse. The message is for the person in front of the screen; the field says where.</summary>
public class Refusal(string message, string? field = null, Exception? cause = null) : Exception(message, cause)
{
    public string? Field { get; } = field;
}

/// <summary>Somebody else was quicker; the message says with what.</summary>
public sealed class OvertakenException(string message) : DbUpdateConcurrencyException(message);

/// <summary>Not there, or not in the viewer's scope: the same answer, so that nothing is given away.</summary>
public sealed class NotFoundException() : Exception("没有找到，或不在您的管辖范围内。");

/// <summary>The signed-in user may not do this. Pages and endpoints refuse at the door; a desk refuses what depends on the thing itself.</summary>
public sealed class ForbiddenException() : Exception("您的账号不能查看或办理这一事项。");

/// <summary>What an exception means for the one who asked: an HTTP status and a Chinese sentence.</summary>
public static class Faults
{
    const int SqliteBusy = 5, SqliteLocked = 6, SqliteReadOnly = 8, SqliteIoError = 10, SqliteFull = 13, SqliteCannotOpen = 14, SqliteConstraint = 19;
    const int NoSpace = 28;

    public static (int Status, string Message) Of(Exception exception)
    {
        foreach (var e in Chain(exception))
        {
            switch (e)
            {
                case Refusal: return (StatusCodes.Status422UnprocessableEntity, e.Message);
                case ForbiddenException: return (StatusCodes.Status403Forbidden, e.Message);
                case NotFoundException: return (StatusCodes.Status404NotFound, e.Message);
                case OvertakenException: return (StatusCodes.Status409Conflict, e.Message);
                case DbUpdateConcurrencyException: return (StatusCodes.Status409Conflict, "此记录刚被他人修改，请刷新后核对再提交。");
                case BusyException: return (StatusCodes.Status503ServiceUnavailable, e.Message);
                case StorageFullException:
                case SqliteException { SqliteErrorCode: SqliteFull }:
                case PostgresException { SqlState: PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory }:
                // A new connection on a full disk: the server says so without a code of its own, and never translated.
                case PostgresException { SqlState: PostgresErrorCodes.InternalError, MessageText: "could not write init file" }:
                case IOException io when IsDiskFull(io):
                    return (StatusCodes.Status507InsufficientStorage, "存储空间已满，本次操作未保存。请联系系统管理员清理空间后重试。");
                case SqliteException { SqliteErrorCode: SqliteConstraint }:
                case PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }:
                    return (StatusCodes.Status409Conflict, "已有相同的记录，请勿重复提交。");
                case PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter }:
                case EncoderFallbackException:
                    return (StatusCodes.Status422UnprocessableEntity, "内容含有不能保存的字符，请删除后重试。");
                case PostgresException { SqlState: PostgresErrorCodes.StringDataRightTruncation }:
                    return (StatusCodes.Status422UnprocessableEntity, "内容过长，请缩短后重试。");
                case PostgresException { SqlState: PostgresErrorCodes.NumericValueOutOfRange }:
                case OverflowException:
                    return (StatusCodes.Status422UnprocessableEntity, "数字超出可以保存的范围。");
                case SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked or SqliteReadOnly or SqliteIoError or SqliteCannotOpen }:
                case NpgsqlException { SqlState: null }:
                case PostgresException { IsTransient: true }:
                case PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.IoError }:
                    return (StatusCodes.Status503ServiceUnavailable, "数据库暂时不可用，本次操作未保存，请稍后重试。");
                case BadHttpRequestException bad: return (bad.StatusCode, bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? "提交的内容超过大小限制。" : "请求无法识别。");
            }
        }
        return (StatusCodes.Status500InternalServerError, "系统出现错误，已记录。请凭编号联系系统管理员。");
    }

    public static bool IsDiskFull(IOException e) => (e.HResult & 0xFFFF) == NoSpace;

    internal static bool MayPassOnRetry(Exception exception) => Chain(exception).Any(e =>
        e is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure });

    static IEnumerable<Exception> Chain(Exception? e)
    {
        for (; e is not null; e = e.InnerException) yield return e;
    }
}
