using Microsoft.EntityFrameworkCore;
using Zhijian.Data;

namespace Zhijian.Platform.Hosting;

/// <summary>
/// One process migrates a SQLite file at a time. EF's own lock is a row that outlives a killed process and makes every
/// later start wait for ever; this one is the operating system's, so whoever holds it may clear that row away.
/// </summary>
static class MigrationLock
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async Task<IDisposable> TakeAsync(ServerSettings settings, ZhijianDb db, CancellationToken ct)
    {
        var held = await OpenAsync(Path.Combine(settings.DataFolder, "migrating.lock"), ct);
        await db.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock";""", ct);
        return held;
    }

    static async Task<FileStream> OpenAsync(string path, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (!Faults.IsDiskFull(e) && File.Exists(path))
            {
                await Task.Delay(Pause, ct);
            }
        }
    }
}
