namespace Zhijian.Platform.Files;

/// <summary>The checksum of zip entries, eight bytes a step. The base library reads archives without verifying it.</summary>
internal struct Crc32()
{
    private static readonly uint[][] Tables = BuildTables();
    private uint _state = uint.MaxValue;

    public readonly uint Value => ~_state;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var crc = _state;
        var t = Tables;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            crc ^= (uint)(bytes[0] | bytes[1] << 8 | bytes[2] << 16 | bytes[3] << 24);
            crc = t[7][(byte)crc] ^ t[6][(byte)(crc >> 8)] ^ t[5][(byte)(crc >> 16)] ^ t[4][crc >> 24]
                ^ t[3][bytes[4]] ^ t[2][bytes[5]] ^ t[1][bytes[6]] ^ t[0][bytes[7]];
        }
        foreach (var b in bytes) crc = (crc >> 8) ^ t[0][(byte)(crc ^ b)];
        _state = crc;
    }

    private static uint[][] BuildTables()
    {
        var tables = Enumerable.Range(0, 8).Select(_ => new uint[256]).ToArray();
        for (uint i = 0; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            tables[0][i] = crc;
        }
        for (var table = 1; table < 8; table++)
            for (var i = 0; i < 256; i++)
                tables[table][i] = (tables[table - 1][i] >> 8) ^ tables[0][(byte)tables[table - 1][i]];
        return tables;
    }
}
