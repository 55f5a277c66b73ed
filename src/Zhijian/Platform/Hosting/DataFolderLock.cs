using Zhijian.Data;

namespace Zhijian.Platform.Hosting;

/// <summary>
/// One server for one data folder: two would write each other's anchors, and a restore beneath a running server would
/// pull the files from under it. The operating system takes the lock back when the process dies.
/// </summary>
static class DataFolderLock
{
    public static IDisposable Take(ServerSettings settings)
    {
        Directory.CreateDirectory(settings.DataFolder);
        try
        {
            return new FileStream(Path.Combine(settings.DataFolder, "serving.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (!Faults.IsDiskFull(e))
        {
            throw new Refusal($"数据目录 {settings.DataFolder} 正被另一个职监进程使用，请先停止它。");
        }
    }
}
