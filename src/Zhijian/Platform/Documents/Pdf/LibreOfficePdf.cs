using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Zhijian.Platform.Documents.Pdf;

/// <summary>
/// PDF by LibreOffice Writer without a screen, one process for one paper. Each place of work has a profile of its own, kept between papers
/// (the first start of a profile is the slow one) and thrown away after any failure.
/// </summary>
public sealed class LibreOfficePdf : IPdfConverter, IDisposable
{
    private const string HowTo = "本机未安装 PDF 转换组件，暂只能下载 .docx 文书。开启方法：由管理员执行 apt-get install libreoffice-writer-nogui fonts-noto-cjk（或安装仿宋、小标宋等中文公文字体），或在配置项 Pdf:Soffice 中指明 soffice 的路径，然后重新启动平台。";

    // Archive form, tagged for screen readers; every font is embedded.
    private const string Filter = """pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},"UseTaggedPDF":{"type":"boolean","value":"true"},"ExportBookmarks":{"type":"boolean","value":"false"}}""";

    private readonly LibreOfficeOptions options;
    private readonly string? soffice;
    private readonly string folder;
    private readonly SemaphoreSlim places;
    private readonly ConcurrentBag<LibreOfficeProfile> profiles = [];
    private int profileNumber;

    public LibreOfficePdf(LibreOfficeOptions options)
    {
        this.options = options;
        soffice = Find(options.Soffice);
        places = new SemaphoreSlim(Math.Max(1, options.Parallel));
        // Several platforms on one machine may share the folder.
        folder = Path.Combine(Path.GetFullPath(options.WorkFolder), string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{Guid.NewGuid():n}"));
        RemoveLeftovers();
    }

    public bool Available => soffice is not null;

    public string? Why => Available ? null : HowTo;

    public async Task<byte[]> ConvertAsync(byte[] docx, CancellationToken cancellation = default)
    {
        if (soffice is null) throw new PdfConversionException(PdfFailure.Unavailable, HowTo);
        await places.WaitAsync(cancellation);
        LibreOfficeProfile? profile = null;
        try
        {
            profile = profiles.TryTake(out var warm) ? warm : LibreOfficeProfile.Create(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"profile{Interlocked.Increment(ref profileNumber)}")));
            var pdf = await ConvertAsync(profile, docx, cancellation);
            profiles.Add(profile);
            profile = null;
            return pdf;
        }
        finally
        {
            profile?.Delete();
            places.Release();
        }
    }

    private async Task<byte[]> ConvertAsync(LibreOfficeProfile profile, byte[] docx, CancellationToken cancellation)
    {
        var (input, output) = (Path.Combine(profile.Work, "paper.docx"), Path.Combine(profile.Work, "paper.pdf"));
        try
        {
            await File.WriteAllBytesAsync(input, docx, cancellation);
            var said = await RunAsync(profile, input, cancellation);
            if (!File.Exists(output)) throw new PdfConversionException(PdfFailure.Failed, "文书未能转换为 PDF，请检查模板后重试；.docx 文书不受影响。", said);
            var pdf = await File.ReadAllBytesAsync(output, cancellation);
            return pdf.AsSpan().StartsWith("%PDF-"u8) ? pdf : throw new PdfConversionException(PdfFailure.Failed, "转换得到的 PDF 不完整，请重试；.docx 文书不受影响。", said);
        }
        finally
        {
            profile.ClearWork();
        }
    }

    private async Task<string> RunAsync(LibreOfficeProfile profile, string input, CancellationToken cancellation)
    {
        using var process = new Process { StartInfo = StartInfo(profile, input) };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.TimeLimit);
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            throw new PdfConversionException(PdfFailure.Unavailable, HowTo, e.Message);
        }
        try
        {
            process.StandardInput.Close();
            var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return (await output + await error).Trim();
        }
        catch (OperationCanceledException)
        {
            await EndAsync(process);
            cancellation.ThrowIfCancellationRequested();
            throw new PdfConversionException(PdfFailure.TimedOut, string.Create(CultureInfo.InvariantCulture, $"转换 PDF 超过 {options.TimeLimit.TotalSeconds:0} 秒，已停止；.docx 文书不受影响，请稍后重试。"));
        }
    }

    private static async Task EndAsync(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException) { /* ended by itself in the meantime */ }
        await process.WaitForExitAsync(CancellationToken.None);
    }

    private ProcessStartInfo StartInfo(LibreOfficeProfile profile, string input)
    {
        var start = new ProcessStartInfo(soffice!)
        {
            WorkingDirectory = profile.Work,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in new[] { "-env:UserInstallation=" + new Uri(profile.Folder).AbsoluteUri, "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard", "--convert-to", Filter, "--outdir", profile.Work, input })
            start.ArgumentList.Add(argument);
        // Only what it needs: the secrets in the platform's own environment are none of its business.
        var path = start.Environment.TryGetValue("PATH", out var inherited) ? inherited : null;
        start.Environment.Clear();
        start.Environment["PATH"] = path ?? "/usr/bin:/bin";
        start.Environment["HOME"] = profile.Folder;
        start.Environment["TMPDIR"] = profile.Work;
        start.Environment["LANG"] = "C.UTF-8";
        start.Environment["SAL_USE_VCLPLUGIN"] = "svp";
        if (File.Exists(LibreOfficeProfile.SystemFonts)) start.Environment["FONTCONFIG_FILE"] = profile.Fonts;
        return start;
    }

    private static string? Find(string? configured)
    {
        if (!string.IsNullOrWhiteSpace(configured)) return File.Exists(configured) ? Path.GetFullPath(configured) : null;
        var names = OperatingSystem.IsWindows() ? new[] { "soffice.exe" } : ["soffice", "libreoffice"];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(f => names.Select(n => Path.Combine(f, n))).FirstOrDefault(File.Exists);
    }

    public void Dispose()
    {
        places.Dispose();
        LibreOfficeProfile.Delete(folder);
    }

    // A platform that was killed leaves its papers in work behind: the next one removes what belongs to no living process.
    private void RemoveLeftovers()
    {
        var root = Path.GetDirectoryName(folder)!;
        if (!Directory.Exists(root)) return;
        foreach (var left in Directory.EnumerateDirectories(root))
            if (int.TryParse(Path.GetFileName(left).Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id) && !IsAlive(id))
                LibreOfficeProfile.Delete(left);
    }

    private static bool IsAlive(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException) { return false; }
        catch (Win32Exception) { return true; }
    }
}
