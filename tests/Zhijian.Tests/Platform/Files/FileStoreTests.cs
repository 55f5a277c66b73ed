using System.Security.Cryptography;
using Zhijian.Platform.Files;
using static Zhijian.Tests.Platform.Files.HostileFiles;

namespace Zhijian.Tests.Platform.Files;

public sealed class FileStoreTests : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly string _root = Directory.CreateTempSubdirectory("zhijian-files-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string[] Remains() => Directory.GetFiles(Path.Combine(_root, "incoming"));

    [Fact]
    public async Task A_file_is_kept_under_its_hash_and_read_back()
    {
        var store = new FileStore(_root);
        var file = PlainXlsx();
        var receipt = await store.SaveAsync(new MemoryStream(file), "a.xlsx", FilePolicy.Sheets, Cancel);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file)), receipt.Hash);
        Assert.Equal((file.LongLength, FileKind.Xlsx), (receipt.Size, receipt.Kind));
        Assert.True(File.Exists(Path.Combine(_root, receipt.Hash[..2], receipt.Hash[2..4], receipt.Hash)));
        await using var read = store.OpenRead(receipt.Hash);
        var back = new MemoryStream();
        await read.CopyToAsync(back, Cancel);
        Assert.Equal(file, back.ToArray());
        Assert.Empty(Remains());
    }

    [Fact]
    public async Task The_same_content_is_kept_once_whoever_sends_it_and_however_often()
    {
        var store = new FileStore(_root);
        var file = Utf8("单位名称\n甲\n");
        var receipts = await Task.WhenAll(Enumerable.Range(0, 16).Select(i =>
            store.SaveAsync(new MemoryStream(file), $"{i}.csv", FilePolicy.Sheets, Cancel)));
        Assert.Single(receipts.Select(receipt => receipt.Hash).Distinct());
        Assert.Equal([receipts[0].Hash], store.Hashes());
        Assert.Empty(Remains());
    }

    [Fact]
    public async Task Two_gigabytes_are_refused_at_the_limit_without_reading_on()
    {
        var store = new FileStore(_root);
        var stream = new EndlessStream(2L << 30, Utf8("单位名称,"));
        var refused = await Assert.ThrowsAsync<FileRefusedException>(() => store.SaveAsync(stream, "a.csv", new FilePolicy(1 << 20, FileKind.Csv), Cancel));
        Assert.Equal(FileRefusalReason.TooLarge, refused.Refusal.Reason);
        Assert.Equal("文件超过大小上限 1 MB。", refused.Message);
        Assert.InRange(stream.BytesRead, 1 << 20, (1 << 20) + (1 << 18));
        Assert.Empty(Remains());
    }

    [Fact]
    public async Task A_program_is_refused_from_its_first_bytes()
    {
        var stream = new EndlessStream(2L << 30, Program());
        await Assert.ThrowsAsync<FileRefusedException>(() => new FileStore(_root).SaveAsync(stream, "a.xlsx", FilePolicy.Sheets, Cancel));
        Assert.InRange(stream.BytesRead, 1, 1 << 18);
    }

    [Fact]
    public async Task A_refused_file_leaves_nothing()
    {
        var store = new FileStore(_root);
        await Assert.ThrowsAsync<FileRefusedException>(() => store.SaveAsync(new MemoryStream(Xxe()), "a.xlsx", FilePolicy.Sheets, Cancel));
        Assert.Empty(store.Hashes());
        Assert.Empty(Remains());
    }

    [Fact]
    public async Task A_full_disk_is_said_as_such_and_leaves_nothing()
    {
        var store = new FileStore(_root)
        {
            // The system's own device for a full disk gives the system's own error.
            OpenIncoming = path => { File.WriteAllText(path, ""); return new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0); },
        };
        Assert.SkipUnless(File.Exists("/dev/full"), "no /dev/full");
        await Assert.ThrowsAsync<StorageFullException>(() => store.SaveAsync(new MemoryStream(PlainXlsx()), "a.xlsx", FilePolicy.Sheets, Cancel));
        Assert.Empty(store.Hashes());
        Assert.Empty(Remains());
    }

    [Fact]
    public async Task A_cancelled_upload_leaves_nothing()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new FileStore(_root).SaveAsync(new MemoryStream(PlainXlsx()), "a.xlsx", FilePolicy.Sheets, source.Token));
        Assert.Empty(Remains());
    }

    [Fact]
    public async Task Verification_finds_the_changed_and_the_missing_file()
    {
        var store = new FileStore(_root);
        var sound = await store.SaveAsync(new MemoryStream(Utf8("甲\n1\n")), "a.csv", FilePolicy.Sheets, Cancel);
        var changed = await store.SaveAsync(new MemoryStream(Utf8("乙\n1\n")), "a.csv", FilePolicy.Sheets, Cancel);
        File.AppendAllText(Path.Combine(_root, changed.Hash[..2], changed.Hash[2..4], changed.Hash), "x");

        Assert.True(await store.VerifyAsync(sound.Hash, Cancel));
        Assert.False(await store.VerifyAsync(changed.Hash, Cancel));
        Assert.False(await store.VerifyAsync(new string('0', 64), Cancel));
        var all = new Dictionary<string, bool>();
        await foreach (var (hash, isSound) in store.VerifyAllAsync(Cancel)) all[hash] = isSound;
        Assert.Equal(new() { [sound.Hash] = true, [changed.Hash] = false }, all);
    }

    [Fact]
    public void What_a_killed_process_left_is_swept_but_not_what_another_still_writes()
    {
        var store = new FileStore(_root);
        var left = Path.Combine(_root, "incoming", "left");
        File.WriteAllText(left, "half");
        var living = Path.Combine(_root, "incoming", "living");
        using var writer = new FileStream(living, FileMode.CreateNew, FileAccess.Write, FileShare.None);

        Assert.Equal(1, store.Sweep());
        Assert.False(File.Exists(left));
        Assert.True(File.Exists(living));
    }

    [Theory, InlineData("../../etc/passwd"), InlineData(""), InlineData("ABCDEF"), InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public void Nothing_but_a_kept_hash_can_be_opened(string hash) =>
        Assert.Throws<FileNotFoundException>(() => new FileStore(_root).OpenRead(hash));
}
