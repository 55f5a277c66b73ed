using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Zhijian.Platform.Imports.Reading;

/// <summary>
/// Remembers the keys of all rows by 128 bits of their SHA-256: about 50 bytes a row, so that a million rows stay affordable;
/// two different keys never meet in practice. Many small dictionaries grow without copying everything at once.
/// </summary>
internal sealed class KeyIndex
{
    private const int Shards = 256;
    private readonly Dictionary<UInt128, int>[] _shards = [.. Enumerable.Range(0, Shards).Select(_ => new Dictionary<UInt128, int>())];

    /// <returns>The earlier row with the same key, or null when the key is new and now remembered.</returns>
    public int? Seen(string key, int row)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        var shard = _shards[hash[31]];
        var id = BinaryPrimitives.ReadUInt128LittleEndian(hash);
        if (shard.TryAdd(id, row)) return null;
        return shard[id];
    }
}
