using Zhijian.Bench;

return args switch
{
    ["sheets", .. var rest] => await SheetBench.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.WriteLine("sheets ROWS          time and peak memory of reading and exporting ROWS × 12");
    Console.WriteLine("sheets WORK FILE N   one piece of work, in a process of its own");
    return 2;
}
