namespace Zhijian.Platform.Files;

/// <summary>The disk (or the quota) of the file store is full. The API answers 507; nothing half-written is left.</summary>
public sealed class StorageFullException(IOException cause) : IOException("文件存储空间已满，文件没有保存。请稍后再试并联系系统管理员。", cause)
{
    private const int NoSpaceUnix = 28, QuotaUnix = 122, NoSpaceWindows = unchecked((int)0x80070070);

    internal static bool IsCausedBy(IOException error) => error.HResult is NoSpaceUnix or QuotaUnix or NoSpaceWindows;
}
