# Draws growth.svg or growth.png from growth.dat: gnuplot -e "folder='.'; format='svg'; determination=''" growth.gp
font = "font 'Liberation Sans,7'"
if (format eq 'svg') set terminal svg size 673,220 dynamic @font fontscale 1.3333 linewidth 0.8 rounded background '#ffffff'
if (format eq 'png') set terminal pngcairo size 2102,688 @font fontscale 3.125 linewidth 3.125 pointscale 3.125 rounded background '#ffffff'
set output folder . '/growth.' . format
data = folder . '/growth.dat'
set encoding utf8
set datafile separator tab
set border 3 lw 0.75 lc rgb '#262626'
set tics nomirror out scale 0.5 font ',6' tc rgb '#262626'
set grid back lc rgb '#e4e4e4' lw 0.5 dt 1
set key top left Left reverse samplen 1.5 spacing 1.1 font ',6'
# Room for the key above the points.
set offsets graph 0, 0, graph 0.3, 0
set multiplot layout 1,3 margins 0.065,0.985,0.2,0.88 spacing 0.08,0

set title '{/:Bold a}  Flat in the number of images' offset 0,-0.5
set xlabel 'Images' offset 0,0.4
set ylabel 'Processor µs an image' offset 1.6,0
set logscale x 2
set yrange [0:*]
set xtics 512,4
plot data index 0 using 1:2 with linespoints lw 1.5 pt 7 ps 0.5 lc rgb '#0072B2' title 'trained', \
     '' index 0 using 1:3 with linespoints lw 1.5 pt 5 ps 0.45 lc rgb '#D55E00' title 'scored'

unset logscale
set xtics autofreq
set title '{/:Bold b}  Linear in multiply-adds' offset 0,-0.5
set xlabel 'Million multiply-adds an image' offset 0,0.4
set xrange [0:*]
plot data index 1 using 1:3 with lines lw 1 dt 3 lc rgb '#6b6b6b' title 'line, R² = ' . determination, \
     '' index 1 using 1:2 with points pt 7 ps 0.5 lc rgb '#0072B2' title 'subnet, trained'

set title '{/:Bold c}  Two workers on two cores' offset 0,-0.5
set xlabel 'Workers' offset 0,0.4
set ylabel 'Jobs a minute'
set xrange [0.5:2.5]
set xtics 1,1
stats data index 2 every ::0::0 using 2 nooutput
plot STATS_min * x with lines lw 1 dt 3 lc rgb '#6b6b6b' title 'twice one worker', \
     data index 2 using 1:3:(0):($4-$3) with vectors nohead lw 1.5 lc rgb '#0072B2' notitle, \
     data index 2 using 1:2 with points pt 7 ps 0.5 lc rgb '#0072B2' title 'median; line: all rounds'
unset multiplot
