using System.Runtime.InteropServices;

namespace Zhijian.Platform.Files;

/// <summary>A renamed file survives a power cut only when its folder is flushed too; .NET has no call for that.</summary>
internal static class DirectoryDurability
{
    /// <exception cref="IOException">The folder could not be flushed.</exception>
    public static void Flush(string folder)
    {
        if (!OperatingSystem.IsLinux()) return;
        var handle = Open(folder, 0);
        if (handle < 0) throw new IOException($"Cannot open {folder}", Marshal.GetLastPInvokeError());
        var failed = FSync(handle) != 0;
        var error = Marshal.GetLastPInvokeError();
        _ = Close(handle);
        const int notSupported = 22; // EINVAL: some network file systems flush folders by themselves
        if (failed && error != notSupported) throw new IOException($"Cannot flush {folder}", error);
    }

#pragma warning disable SYSLIB1054, CA5392, CA2101 // Three plain calls do not justify unsafe code in the whole project.
    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int FSync(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int handle);
#pragma warning restore SYSLIB1054, CA5392, CA2101
}
